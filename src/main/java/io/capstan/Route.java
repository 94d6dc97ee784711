package io.capstan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mounts a component: the paths, below the context path of the application, at which it takes WebSocket connections.
 *
 * <p>A path is a list of segments, each one of
 *
 * <table>
 * <caption>Segments of a route, the most precise first</caption>
 * <tr><td>{@code chat}</td><td>this text, case-sensitive</td></tr>
 * <tr><td>{@code *.json}, {@code file-?}, {@code [a-z]*}, {@code [!0-9]?}</td><td>a pattern: {@code *} stands for any
 * characters, also none, {@code ?} for one, {@code [...]} for one of these, {@code [!...]} for one of all others;
 * {@code variable("1")}, {@code variable("2")} and so on give what each of them stands for</td></tr>
 * <tr><td>{@code {room}}</td><td>any one segment that is not empty; {@link Connection#variable(String)} gives it</td></tr>
 * <tr><td>{@code {room=lobby}}</td><td>the same, and {@code lobby} where the path ends before it; nothing but others of
 * this kind may follow</td></tr>
 * <tr><td>{@code *}</td><td>any one segment that is not empty; it counts as a piece, as in a pattern</td></tr>
 * <tr><td>{@code **}</td><td>any number of segments, also none; only as the last one; {@code variable("**")} gives
 * them, joined by slashes</td></tr>
 * </table>
 *
 * <p>Where several routes fit, the more precise one wins, segment by segment from the left, in the order of the table:
 * text before patterns, before any one segment, before {@code **}. Of two patterns, the one with the longer fixed beginning
 * is more precise, then with the longer fixed end, then with more characters, then with fewer {@code ?}. A route that ends
 * where the path does comes before one that fills in defaults. Of two routes that fit exactly the same paths, the one with
 * more of the conditions {@link #hosts} and {@link #matcher} wins, then the class with the higher
 * {@link jakarta.annotation.Priority}, which is 0 where there is none. What is still undecided fails the deployment, unless
 * the hosts tell them apart.
 *
 * <p>The query string never takes part. A path with an empty or a dot segment ({@code //}, {@code /../}, a slash at the end)
 * fits no route; an encoded slash belongs to its segment. The setting {@code capstan.route-prefix} is put in front of every
 * route that does not begin with it.
 *
 * <p>The annotation is a stereotype: a class that carries it is a bean, {@link ApplicationScoped} unless it names
 * another scope. A {@code @Dependent} component has one instance for the whole application.
 */
@Documented
@Stereotype
@ApplicationScoped
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Route {

    /**
     * The paths, each with a leading slash: {@code "/chat/{room}"}. Default: the simple name of the class in lower case,
     * with hyphens between its words: {@code /chat-room} for {@code ChatRoom}, {@code /http-echo} for {@code HTTPEcho}.
     */
    String[] value() default {};

    /**
     * The subprotocols that the component speaks, best first (RFC 6455 §1.9). The first one of the client's list that
     * stands here is taken. Default: none.
     *
     * <p>A client that offers subprotocols of which none stands here is refused with 426, and so is one that offers
     * none where some stand here, unless {@code capstan.subprotocols.strict} is {@code false}.
     */
    String[] subprotocols() default {};

    /**
     * The hosts by which a client has to ask, without ports: {@code "shop.example"}. By another one the route is not there.
     * Upper and lower case are the same; names of other scripts are written in ASCII ({@code xn--}). Default: any.
     *
     * <p>What counts is the {@code Host} header, or what a trusted proxy says. The setting {@code capstan.hosts} holds beside
     * it, for whatever route was found.
     */
    String[] hosts() default {};

    /**
     * The bean that decides by the request whether the route is there for it. Default, {@link RequestMatcher} itself: it
     * always is.
     */
    Class<? extends RequestMatcher> matcher() default RequestMatcher.class;
}
