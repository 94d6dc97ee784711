package io.capstan;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the event of a connection that is over: {@code void closed(@Observes @Closed Connection connection)};
 * {@link Connection#closeInfo()} says how it ended.
 *
 * <p>It is fired once for each connection for which {@link Opened} was, behind {@code onClose}. The observer is called as
 * a callback of the connection is: with its contexts active; and what it throws is treated as what a callback throws.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface Closed {

    /** An instance of it. */
    final class Literal extends AnnotationLiteral<Closed> implements Closed {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
