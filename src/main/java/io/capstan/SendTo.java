package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who gets what a method with {@link OnAction} returns. Without it that is the caller.
 *
 * <pre>{@code
 * @OnAction @SendTo(ALL) Offer bid(@OnAction.Param("price") BigDecimal price) { ... }
 * @OnAction @SendTo(user = "{data.to}") Note tell(Note note) { ... }
 * @OnAction @SendTo(channel = "orders.{country}") Order order(@Valid Order order) { ... }
 * }</pre>
 *
 * <p>It is encoded once, and comes to connections as {@code {"action":"bid","data":{...}}}, and to the subscribers of a channel
 * as any other publication of it. The {@code id} that the client gave is in the reply to the caller only; a caller that is not
 * among the receivers gets a reply without data, if it gave an {@code id}. All leave when the method has returned, and a
 * transaction that began with it is over; nobody gets anything if it throws, or returns nothing.
 *
 * <p>The names of {@link #user} and {@link #channel} may have variables: {@code {room}}, one of the route; {@code {caller}}, the
 * name of the caller; {@code {data.to}}, a string or number in the data that the client sent. If the data has none, or what comes
 * out is no name of a channel, the client is told by {@code error}, and the method is not called. The method acts in the name of
 * the application: no rule about who may publish is asked.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SendTo {

    /** Receivers among the connections of the component. */
    Receivers[] value() default {};

    /** The user whose connections to the component get it, whether or not the caller is one of them. Default: nobody. */
    String user() default "";

    /** The channel to which it is published. Default: none. */
    String channel() default "";

    /** Some of the connections of a component. */
    enum Receivers {
        /** The one that asked. */
        CALLER,
        /** All. */
        ALL,
        /** All but the one that asked. */
        OTHERS
    }
}
