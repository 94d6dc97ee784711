package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that does what a client asks for by {@code {"action":"show","data":{"sku":"egg"},"id":7}}. A component with such
 * methods speaks the action dialect, {@code capstan.json}, and takes no other messages.
 *
 * <pre>{@code
 * @OnAction("show") Product show(@Valid ShowProduct request, Caller caller) { ... }
 * @OnAction List<Product> search(@OnAction.Param("words") String words, @OnAction.Param("page") Optional<Integer> page) { ... }
 * }</pre>
 *
 * <h2>Parameters</h2>
 *
 * <p>{@code data} is bound by JSON-B: as a whole, if one parameter takes it; if several do, or one with {@link Param}, each
 * to the member of its name. Types are public ones, generic ones such as {@code List<Order>}, and records. A parameter of type
 * {@code Optional} is empty where its data is missing or {@code null}. {@code data} is needed unless each parameter that takes
 * of it is {@code Optional}; a client that leaves it out is told by {@code fatalError}, and its connection closes with 1007. What
 * does not fit is an {@code error}.
 *
 * <p>Besides there may be {@link Connection}, {@link Caller}, {@link Handshake}, {@code HttpSession}, {@link Channels}, a {@link
 * Channel} with {@link ChannelName}, whose name may have variables as those of {@link SendTo}, and parameters with
 * {@code @PathParam} and {@link QueryParam}, as in all annotated handlers.
 *
 * <h2>Reply</h2>
 *
 * <p>What the method returns is the {@code data} of the reply, which repeats action and {@code id}; of a {@code
 * CompletionStage}, what it completes with; of an {@code Optional}, what is in it, else {@code null}. Without a value, {@code void},
 * the reply has no {@code data}, and is sent only if the client gave an {@code id}. {@link SendTo} names other receivers.
 *
 * <h2>Errors</h2>
 *
 * <p>A {@link ClientException} is told by {@code error}, or by {@code fatalError} before the connection is closed; violated
 * constraints of Bean Validation by {@code error}, with each of them. Of anything else a client learns an id, under which it
 * stands in the log, and the connection is closed with 1011 unless {@code capstan.component.on-error} is {@code keep-open}.
 *
 * <p>The method is called with its contexts active, as all handlers: one message of a connection at a time and in order, on a
 * thread that may block. {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} say who may ask for it. It may have any
 * visibility but {@code private}. Two methods for one action, or a parameter that can have no value, fail the deployment.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnAction {

    /**
     * The name of the action, at most 200 characters. Default: the name of the method. {@code error}, {@code fatalError},
     * {@code hb}, {@code auth}, {@code auth.refresh} and all that begin with {@code channel.} are Capstan's own.
     */
    String value() default "";

    /** A parameter that takes one member of {@code data}. */
    @Documented
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Param {
        /** The name of the member. Default: the name of the parameter, in a class compiled with {@code -parameters}. */
        String value() default "";
    }
}
