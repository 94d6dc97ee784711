package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How much may wait for each connection of a component, and what happens to more. On a component class; without it, and
 * for members left at 0, the configuration decides.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OutboxLimits {

    /** What happens when the outbox is full, one policy. None, the default, means {@code capstan.outbox.policy}. */
    OverflowPolicy[] policy() default {};

    /** How many messages may wait. 0, the default, means {@code capstan.outbox.messages} (1024). */
    int messages() default 0;

    /** How many bytes of payload may wait. 0, the default, means {@code capstan.outbox.bytes} (1 MiB). */
    int bytes() default 0;

    /**
     * What happens to a message that finds the outbox of its connection full, because the client reads more slowly than it
     * is sent to. Chosen by {@link OutboxLimits#policy()} or {@code capstan.outbox.policy}.
     */
    enum OverflowPolicy {
        /** The connection is closed with 1013, what waits is discarded. Nothing is lost without the client's knowledge. */
        CLOSE,
        /** The messages that wait longest are given up until the new one fits. */
        DROP_OLDEST,
        /** The new message is given up. */
        DROP_NEWEST,
        /**
         * A message with a key takes the place of the waiting message with the same key, at once and whether the outbox is
         * full or not: a slow client gets the newest value of each key. When nothing can be replaced and the outbox is
         * full, the connection is closed as by {@link #CLOSE}.
         */
        COALESCE
    }
}
