package io.capstan;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the event of a connection that was opened: {@code void opened(@Observes @Opened Connection connection)}.
 *
 * <p>It is fired once for each connection of any component, behind {@code onOpen} and before the first message, whether
 * {@code onOpen} failed or not; {@link Closed} follows for exactly these. The observer is called as a callback of the
 * connection is: on its thread, with its contexts active; and what it throws is treated as what a callback throws.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface Opened {

    /** An instance of it. */
    final class Literal extends AnnotationLiteral<Opened> implements Opened {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
