package io.capstan.component;

import io.capstan.Caller;
import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.QueryParam;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out where the values of a handler's parameters come from, and says which ones cannot be had. */
final class Arguments {
    private static final Map<Class<?>, Argument> ALWAYS = Map.of(
            Connection.class, (connection, event) -> connection,
            Caller.class, (connection, event) -> connection.caller(),
            Handshake.class, (connection, event) -> connection.handshake());

    private final JsonMessages json;
    private final HandshakeArguments handshake;
    private final Consumer<String> faults;

    Arguments(JsonMessages json, HandshakeArguments handshake, Consumer<String> faults) {
        this.json = json;
        this.handshake = handshake;
        this.faults = faults;
    }

    /**
     * What a handler method is called with.
     *
     * @param slot what it handles
     */
    record Found(HandlersBuilder.Slot slot, List<Argument> arguments) {}

    /** The arguments of a method; empty if there are faults. */
    Optional<Found> of(Method method, Occasion occasion) {
        Search search = new Search(occasion);
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Consumer<String> fault =
                    what -> faults.accept(Signature.full(method) + ": " + Signature.of(parameter) + ": " + what);
            search.argument(parameter, fault).ifPresent(arguments::add);
        }
        if (arguments.size() < method.getParameterCount()) {
            return Optional.empty();
        }
        if (occasion == Occasion.MESSAGE && search.message.isEmpty()) {
            faults.accept(
                    Signature.full(method) + ": no parameter takes the message; add one: " + Allowed.MESSAGES + ".");
            return Optional.empty();
        }
        return Optional.of(new Found(search.slot(), List.copyOf(arguments)));
    }

    /** What has been found for one method. */
    private final class Search {
        private final Occasion occasion;
        private final Set<Type> taken = new HashSet<>();
        private Optional<MessageKind> message = Optional.empty();

        Search(Occasion occasion) {
            this.occasion = occasion;
        }

        Optional<Argument> argument(Parameter parameter, Consumer<String> fault) {
            if (isAnnotated(parameter)) {
                return annotated(parameter, fault);
            }
            Type type = parameter.getParameterizedType();
            Optional<Argument> argument = provided(type, occasion, fault);
            if (argument.isEmpty()) {
                return message(parameter, fault);
            }
            if (!taken.add(type)) {
                fault.accept("there is one " + parameter.getType().getSimpleName() + " already; allowed is one.");
            }
            return argument;
        }

        private Optional<Argument> message(Parameter parameter, Consumer<String> fault) {
            Optional<MessageKind> kind =
                    occasion == Occasion.MESSAGE ? MessageKind.of(parameter.getType()) : Optional.empty();
            if (kind.isEmpty()) {
                fault.accept(Allowed.insteadOf(parameter.getType(), occasion));
                return Optional.empty();
            }
            if (message.isPresent()) {
                fault.accept("the message is taken by a parameter before it already; allowed is one, and"
                        + " @PathParam or @QueryParam on others.");
                return Optional.empty();
            }
            message = kind;
            return Optional.of(Arguments.this.message(kind.get(), parameter, fault));
        }

        HandlersBuilder.Slot slot() {
            return switch (occasion) {
                case OPEN -> HandlersBuilder.Slot.OPEN;
                case MESSAGE -> message.orElseThrow().slot();
                case CLOSE -> HandlersBuilder.Slot.CLOSE;
                case ERROR -> HandlersBuilder.Slot.ERROR;
            };
        }
    }

    private static boolean isAnnotated(Parameter parameter) {
        return parameter.isAnnotationPresent(PathParam.class) || parameter.isAnnotationPresent(QueryParam.class);
    }

    private Optional<Argument> annotated(Parameter parameter, Consumer<String> fault) {
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

    private static Optional<Argument> provided(Type type, Occasion occasion, Consumer<String> fault) {
        if (type instanceof Class<?> plain && ALWAYS.containsKey(plain)) {
            return Optional.of(ALWAYS.get(plain));
        }
        if (occasion.event().filter(type::equals).isPresent()) {
            return Optional.of((connection, event) -> event);
        }
        if (type == HttpSession.class) {
            if (occasion == Occasion.CLOSE || occasion == Occasion.ERROR) {
                fault.accept("the HTTP session may be over here; take Optional<HttpSession>.");
            }
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

    private Argument message(MessageKind kind, Parameter parameter, Consumer<String> fault) {
        if (kind == MessageKind.JSON) {
            Type type = parameter.getParameterizedType();
            JsonMessages.whyNot(type).ifPresent(fault);
            return (connection, event) -> json.read((String) event, type);
        }
        return kind == MessageKind.BYTES
                ? (connection, event) -> bytes((ByteBuffer) event)
                : (connection, event) -> event;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
