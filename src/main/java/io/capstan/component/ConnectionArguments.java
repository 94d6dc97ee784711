package io.capstan.component;

import io.capstan.Caller;
import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.QueryParam;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The values of parameters that are about a connection or its handshake, in whatever style the method is. */
record ConnectionArguments(HandshakeArguments handshake) {
    private static final Map<Class<?>, Argument> ALWAYS = Map.of(
            Connection.class, (connection, event) -> connection,
            Caller.class, (connection, event) -> connection.caller(),
            Handshake.class, (connection, event) -> connection.handshake());

    /** Whether a parameter is one of these. */
    boolean knows(Parameter parameter) {
        return isAnnotated(parameter) || isProvided(parameter.getParameterizedType());
    }

    /** Its value; empty if it cannot be had, and then there is a fault. */
    Optional<Argument> argument(Parameter parameter, Consumer<String> fault) {
        return isAnnotated(parameter) ? annotated(parameter, fault) : provided(parameter.getParameterizedType());
    }

    static boolean isAnnotated(Parameter parameter) {
        return parameter.isAnnotationPresent(PathParam.class) || parameter.isAnnotationPresent(QueryParam.class);
    }

    Optional<Argument> annotated(Parameter parameter, Consumer<String> fault) {
        PathParam path = parameter.getAnnotation(PathParam.class);
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        if (path != null && query != null) {
            fault.accept("it is @PathParam and @QueryParam; allowed is one of them.");
            return Optional.empty();
        }
        if (path != null) {
            return handshake.path(parameter, path, fault);
        }
        return query == null ? Optional.empty() : HandshakeArguments.query(parameter, query, fault);
    }

    private static boolean isProvided(Type type) {
        return provided(type).isPresent();
    }

    static Optional<Argument> provided(Type type) {
        if (type instanceof Class<?> plain && ALWAYS.containsKey(plain)) {
            return Optional.of(ALWAYS.get(plain));
        }
        if (type == HttpSession.class) {
            return Optional.of((connection, event) -> session(connection));
        }
        return type instanceof ParameterizedType generic
                        && generic.getRawType() == Optional.class
                        && generic.getActualTypeArguments()[0] == HttpSession.class
                ? Optional.of((connection, event) -> connection.httpSession())
                : Optional.empty();
    }

    private static HttpSession session(Connection connection) {
        return connection
                .httpSession()
                .orElseThrow(() -> new ClientException(CloseCode.UNAUTHENTICATED.code(), "No HTTP session"));
    }
}
