package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.OptionalLong;

/**
 * A method of a bean that is called with what is published to a topic, by whomever: a client, or this application.
 *
 * <p>Its parameters get the arguments of the publication as those of a {@link Procedure} do; an {@link Event} tells about it.
 * It returns nothing.
 *
 * <p><b>Threads and order.</b> Publications come one at a time and in order to each method, on a thread that may block, with
 * the request context active. At most 10,000 wait for a method; more are given up, which is logged and counted.
 *
 * <p><b>Errors.</b> What does not fit the parameters is logged and passed over, and so is what the method throws.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnPublication {

    /** The URI of the topic, or the pattern of several. */
    String value();

    /** The name of the realm. Empty, the default, means {@code capstan.wamp.realms}, the first. */
    String realm() default "";

    /** {@code exact}, the default, {@code prefix} or {@code wildcard}. */
    String match() default "exact";

    /** About a publication. */
    interface Event {
        /** The topic: of interest where a pattern was subscribed to. */
        String topic();

        /** The id of the publication. */
        long publication();

        /** The id of the session that has published it, if it wants that to be known. */
        OptionalLong publisher();
    }
}
