package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Concurrent;
import io.capstan.Connection;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the handlers of a class, whatever style they are written in: one of each kind. */
final class HandlersBuilder {
    private final Class<?> type;
    private final Consumer<String> faults;
    private final Map<Slot, Named> taken = new EnumMap<>(Slot.class);
    private @Nullable String answering;
    private @Nullable FailureAnswer answer;

    /** What there is one handler for. */
    enum Slot {
        OPEN("are called when a connection was opened"),
        TEXT("take text messages"),
        BINARY("take binary messages"),
        READER("take text messages"),
        STREAM("take binary messages"),
        CLOSE("are called when a connection has ended"),
        ERROR("are called with errors");

        private final String plural;

        Slot(String plural) {
            this.plural = plural;
        }

        /** The slots of which one can be taken: a message is taken as a whole, or while it is still coming. */
        private Set<Slot> rivals() {
            return switch (this) {
                case TEXT, READER -> EnumSet.of(TEXT, READER);
                case BINARY, STREAM -> EnumSet.of(BINARY, STREAM);
                default -> EnumSet.of(this);
            };
        }
    }

    private record Named(String name, Handler<?> handler) {}

    HandlersBuilder(Class<?> type, Consumer<String> faults) {
        this.type = type;
        this.faults = faults;
    }

    /**
     * Adds a handler.
     *
     * @param body whose event is the one that goes with the slot
     */
    void add(Slot slot, Method method, Handler.Body<?> body) {
        String name = Signature.of(method);
        boolean message = slot == Slot.TEXT || slot == Slot.BINARY;
        if (!message && method.isAnnotationPresent(Concurrent.class)) {
            faults.accept(Signature.full(method) + ": @Concurrent has no effect here; put it on the class, or on a"
                    + " handler of whole messages.");
        }
        boolean concurrent =
                message && (method.isAnnotationPresent(Concurrent.class) || type.isAnnotationPresent(Concurrent.class));
        put(slot, name, new Handler<>(Access.to(method), concurrent, body));
    }

    /** Adds a handler of a style that is no single method. */
    void add(Slot slot, String name, Handler.Body<?> body) {
        put(slot, name, new Handler<>(Access.to(type), type.isAnnotationPresent(Concurrent.class), body));
    }

    private void put(Slot slot, String name, Handler<?> handler) {
        Optional<Named> other =
                slot.rivals().stream().map(taken::get).filter(Objects::nonNull).findFirst();
        if (other.isPresent()) {
            faults.accept(type.getName() + ": two handlers " + slot.plural + ", "
                    + other.get().name() + " and " + name + "; allowed is one.");
        } else {
            taken.put(slot, new Named(name, handler));
        }
    }

    /** Adds what a style does before the handler of the class, if that has one. */
    <E> void addBefore(Slot slot, String name, Handler.Body<E> body) {
        Optional<Handler<E>> own = get(slot);
        replace(
                slot,
                name,
                own.<Handler.Body<? super E>>map(after -> first(body, after.body()))
                        .orElse(body));
    }

    /** Adds what a style does behind the handler of the class, if that has one. */
    <E> void addBehind(Slot slot, String name, Handler.Body<E> body) {
        Optional<Handler<E>> own = get(slot);
        replace(
                slot,
                name,
                own.<Handler.Body<? super E>>map(before -> first(before.body(), body))
                        .orElse(body));
    }

    private static <E> Handler.Body<E> first(Handler.Body<? super E> one, Handler.Body<? super E> other) {
        return (bean, connection, event) -> {
            Object reply = one.call(bean, connection, event);
            Object another = other.call(bean, connection, event);
            return reply == null ? another : reply; // a style that replies itself returns nothing
        };
    }

    private void replace(Slot slot, String name, Handler.Body<?> body) {
        taken.put(slot, new Named(name, new Handler<>(Access.to(type), false, body)));
    }

    /** How clients are told of failures. */
    void answer(String name, FailureAnswer words) {
        if (answering != null) {
            faults.accept(type.getName() + ": two styles have words for failures, " + answering + " and " + name
                    + "; allowed is one.");
        }
        answering = name;
        answer = words;
    }

    /** How many handlers there are. */
    int size() {
        return taken.size();
    }

    Handlers build() {
        Optional<Handler<Connection>> open = get(Slot.OPEN);
        Optional<Handler<String>> text = get(Slot.TEXT);
        Optional<Handler<ByteBuffer>> binary = get(Slot.BINARY);
        Optional<Handler<Reader>> reader = get(Slot.READER);
        Optional<Handler<InputStream>> stream = get(Slot.STREAM);
        Optional<Handler<CloseInfo>> close = get(Slot.CLOSE);
        Optional<Handler<Throwable>> error = get(Slot.ERROR);
        return new Handlers(open, text, binary, reader, stream, close, error, Optional.ofNullable(answer));
    }

    @SuppressWarnings("unchecked") // add() asks for it
    private <E> Optional<Handler<E>> get(Slot slot) {
        return Optional.ofNullable(taken.get(slot)).map(named -> (Handler<E>) named.handler());
    }
}
