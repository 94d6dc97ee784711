package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What clients of a component may do. On a component class; without it, and for members left out, the configuration
 * decides. A key {@code capstan.route.<class>.…} for this component comes before its annotation.
 *
 * <pre>{@code
 * @Route("/bids")
 * @ConnectionLimits(messageBytes = 4096, messagesPerSecond = 10, whenExceeded = ConnectionLimits.Excess.CLOSE)
 * public class Bids implements MessageComponent {
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ConnectionLimits {

    /** What becomes of a client that sends more than it may in a second. */
    enum Excess {
        /** It is read more slowly: what it sends waits, in order, and TCP slows it down. Nothing is lost. */
        THROTTLE,
        /** Its connection closes with 4429. */
        CLOSE
    }

    /**
     * The largest message in bytes of payload, counted after inflating; text in UTF-8. A larger one closes with 1009
     * before all of it is there. 0, the default, means {@code capstan.message.max-bytes} (65536).
     */
    int messageBytes() default 0;

    /** How many messages a connection may send in a second. 0, the default: {@code capstan.message.per-second} (no limit). */
    int messagesPerSecond() default 0;

    /**
     * How many bytes of payload a connection may send in a second. 0, the default, means
     * {@code capstan.message.bytes-per-second} (no limit).
     */
    int bytesPerSecond() default 0;

    /** What happens to more, one answer. None, the default, means {@code capstan.message.when-exceeded} (throttle). */
    Excess[] whenExceeded() default {};

    /**
     * How many messages of all connections of this component may be handled at once; others wait, each behind those
     * before it, and hold no thread. 0, the default, means {@code capstan.message.in-flight} (no limit).
     */
    int inFlight() default 0;

    /**
     * After what time without a message in either direction a connection closes with 1000, as {@code "30m"} or
     * {@code "PT30M"}. Empty, the default, means {@code capstan.connection.max-idle} (never).
     */
    String maxIdle() default "";

    /**
     * After what time a connection closes with 1001, as {@code "8h"} or {@code "PT8H"}. Empty, the default, means
     * {@code capstan.connection.max-duration} (never).
     */
    String maxDuration() default "";
}
