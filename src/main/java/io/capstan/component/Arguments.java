package io.capstan.component;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out where the values of a handler's parameters come from, and says which ones cannot be had. */
final class Arguments {
    private final JsonMessages json;
    private final ConnectionArguments connection;
    private final Consumer<String> faults;

    Arguments(JsonMessages json, HandshakeArguments handshake, Consumer<String> faults) {
        this.json = json;
        this.connection = new ConnectionArguments(handshake);
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
            Consumer<String> fault = what -> faults.accept(BeanMethods.where(method, parameter) + what);
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
            if (ConnectionArguments.isAnnotated(parameter)) {
                return connection.annotated(parameter, fault);
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

    private static Optional<Argument> provided(Type type, Occasion occasion, Consumer<String> fault) {
        if (occasion.event().filter(type::equals).isPresent()) {
            return Optional.of((connection, event) -> event);
        }
        if (type == HttpSession.class && (occasion == Occasion.CLOSE || occasion == Occasion.ERROR)) {
            fault.accept("the HTTP session may be over here; take Optional<HttpSession>.");
        }
        return ConnectionArguments.provided(type);
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
