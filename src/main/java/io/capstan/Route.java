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
 * <caption>Segments of a route</caption>
 * <tr><td>{@code chat}</td><td>this text, case-sensitive</td></tr>
 * <tr><td>{@code {room}}</td><td>any one segment that is not empty; {@link Connection#variable(String)} gives it</td></tr>
 * <tr><td>{@code *}</td><td>any one segment that is not empty</td></tr>
 * <tr><td>{@code **}</td><td>any number of segments, also none; only as the last one; {@code variable("**")} gives
 * them, joined by slashes</td></tr>
 * </table>
 *
 * <p>Where several routes fit, the more precise one wins, segment by segment from the left: text before any one
 * segment before {@code **}. Two routes that fit exactly the same paths fail the deployment. The query string never
 * takes part. A path with an empty or a dot segment ({@code //}, {@code /../}, a slash at the end) fits no route; an
 * encoded slash belongs to its segment.
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

    /** The paths, each with a leading slash: {@code "/chat/{room}"}. */
    String[] value();

    /**
     * The subprotocols that the component speaks, best first (RFC 6455 §1.9). The first one of the client's list that
     * stands here is taken. Default: none.
     *
     * <p>A client that offers subprotocols of which none stands here is refused with 426, and so is one that offers
     * none where some stand here, unless {@code capstan.subprotocols.strict} is {@code false}.
     */
    String[] subprotocols() default {};
}
