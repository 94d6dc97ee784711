package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a parameter of an annotated handler the value of a query parameter of the handshake, decoded:
 * {@code @QueryParam("page") Optional<Integer> page}. The counterpart for variables of the route is
 * {@link jakarta.websocket.server.PathParam}.
 *
 * <p><b>Types.</b> {@code String}, a primitive or its wrapper, an enum, and any type with a public static
 * {@code valueOf(String)} or {@code fromString(String)}; {@code Optional} of these for the first value, {@code List} of
 * these for all values, in their order. Nothing is ever {@code null}: a parameter that is neither {@code Optional} nor
 * {@code List} needs a {@link #defaultValue}, or the deployment fails.
 *
 * <p>A value that does not fit the type closes the connection with 1008, and the handler is not called.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParam {

    /** The name of the query parameter; case-sensitive. */
    String value();

    /** What counts where the client says nothing: one text, which is converted as the client's would be. Default: none. */
    String[] defaultValue() default {};
}
