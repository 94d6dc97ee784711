package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets messages of one connection be handled in parallel and in no particular order. Stands on a handler of messages, in
 * the interface style or the annotated style, or on the class, for all of them.
 *
 * <p><b>Order.</b> {@code onOpen} still comes first, and {@code onClose} last, when all handlers of the connection have
 * returned. Replies leave in the order in which handlers finish. {@code onError} may run beside other handlers.
 *
 * <p><b>Threads.</b> At most {@code capstan.component.in-flight} (16) messages of a connection are under way at once. Then
 * no more are taken from it, so that the client is slowed down by TCP. A handler may block. Where no thread is free, it
 * runs on the thread that read the message, as handlers without this annotation do.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Concurrent {}
