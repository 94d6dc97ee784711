package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The paths for which a {@link HandshakeInterceptor} is asked. Without this annotation it is asked for all. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Intercepts {

    /**
     * Paths in the form of a {@link Route}: {@code /chat/{room}}, {@code /admin/**}. They are compared with the path that is
     * asked for, so they name a {@code capstan.route-prefix} too.
     */
    String[] value();
}
