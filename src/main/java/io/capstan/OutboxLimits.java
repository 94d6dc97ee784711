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
}
