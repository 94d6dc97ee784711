package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.component.HandlersBuilder.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A component on its way from a class to handlers, to which a {@link ComponentStyle} adds what its part is. */
public final class Draft {
    private final Class<?> type;
    private final Optional<List<RouteTemplate>> routes;
    private final JsonMessages json;
    private final HandlersBuilder handlers;
    private final Consumer<String> faults;

    Draft(
            Class<?> type,
            Optional<List<RouteTemplate>> routes,
            JsonMessages json,
            HandlersBuilder handlers,
            Consumer<String> faults) {
        this.type = type;
        this.routes = routes;
        this.json = json;
        this.handlers = handlers;
        this.faults = faults;
    }

    /** The class. */
    public Class<?> type() {
        return type;
    }

    /** Reads what JSON-B makes of texts. */
    public JsonMessages json() {
        return json;
    }

    /** Keeps a fault: a sentence that begins with class and member, and says what is wrong and what is allowed. */
    public void fault(String sentence) {
        faults.accept(sentence);
    }

    /** Looks at the methods of the class. */
    public BeanMethods methods() {
        return new BeanMethods(type, new HandshakeArguments(routes), faults);
    }

    /** Why a variable is not in all routes of the class, without a full stop; empty if it is, or nobody knows the routes. */
    public Optional<String> whyNoVariable(String name) {
        return new HandshakeArguments(routes).whyNot(name);
    }

    /**
     * Adds what happens when a connection was opened: before what the class itself does then.
     *
     * @param name of it, for messages: {@code the methods with @OnAction}
     */
    public void open(String name, Handler.Body<Connection> body) {
        handlers.addBefore(Slot.OPEN, name, body);
    }

    /** Adds who takes text messages, all of them: a fault if anybody else does. */
    public void text(String name, Handler.Body<String> body) {
        handlers.add(Slot.TEXT, name, body);
    }

    /** Adds who takes binary messages, all of them, whose buffer is its own: a fault if anybody else does. */
    public void binary(String name, Handler.Body<ByteBuffer> body) {
        handlers.add(Slot.BINARY, name, body);
    }

    /** Adds what happens when a connection has ended: behind what the class itself does then. */
    public void close(String name, Handler.Body<CloseInfo> body) {
        handlers.addBehind(Slot.CLOSE, name, body);
    }

    /** How clients are told that something failed, rather than by a close code alone: a fault if there is one already. */
    public void failures(String name, FailureAnswer answer) {
        handlers.answer(name, answer);
    }
}
