package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * A method of a bean that clients call by WAMP: {@code @Procedure("shop.price") Money price(String sku)}.
 *
 * <p><b>Parameters</b> get the arguments of the call, those by position in their order and those by name where the name is
 * that of the parameter or of its {@link OnAction.Param}; JSON-B makes them. {@code Optional} ones may be left out. A
 * {@link CallContext} tells about the call, a {@link ProgressiveResult} takes parts of the result.
 *
 * <p><b>What it returns</b> is the only argument of the result; nothing, if it is {@code void}; a {@link Wamp.Result} is all
 * of them. A {@code CompletionStage} is waited for, and each item of a {@code Flow.Publisher} is a part of the result.
 *
 * <p><b>Errors.</b> A {@link WampException} reaches the caller as it is, and an exception whose class carries
 * {@link WampException.ErrorUri} as that error, with its text. Arguments that do not fit, or violate constraints of Jakarta
 * Validation, are {@code wamp.error.invalid_argument}; who lacks a role of {@code @RolesAllowed} gets
 * {@code wamp.error.not_authorized}. Of anything else the caller learns an id, which is in the log.
 *
 * <p><b>Threads.</b> Each call runs on a thread that may block, with the request context active; calls run beside each
 * other. When the caller cancels the call, or its time is over, the thread is interrupted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Procedure {

    /** The URI of the procedure, or the pattern of several. */
    String value();

    /** The name of the realm. Empty, the default, means {@code capstan.wamp.realms}, the first. */
    String realm() default "";

    /** {@code exact}, the default, {@code prefix} or {@code wildcard}. */
    String match() default "exact";

    /** Who gets a call if others register it too: {@code single}, the default, {@code roundrobin}, {@code random} … */
    String invoke() default "single";

    /** How many calls it takes at the same time. 0, the default, means any number. */
    int concurrency() default 0;

    /** About the call that a procedure answers. Usable from any thread. */
    interface CallContext {
        /** What was called: of interest where the URI of the procedure is a pattern. */
        String procedure();

        /** Who calls. Anonymous if this is a part of the same application. */
        Caller caller();

        /** The connection of who calls; empty if there is none, as for calls by HTTP. */
        Optional<Connection> connection();

        /** Whether the caller waits no longer. */
        boolean isCanceled();
    }

    /** Takes the parts of a result while the procedure runs; what it returns is the last one. Usable from any thread. */
    interface ProgressiveResult<T> {
        /** Whether the caller wants parts: otherwise they are dropped. */
        boolean isWanted();

        /** Sends a part. */
        void send(T part);
    }
}
