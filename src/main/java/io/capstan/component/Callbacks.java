package io.capstan.component;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.wire.Inbox;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Calls the component of one connection: {@code onOpen} first, messages in order, {@code onClose} once and last, never
 * two at a time.
 */
public final class Callbacks {
    private final Component component;
    private final Connection connection;
    private final Invoker invoker;
    private final BooleanSupplier deaf;
    private final Serial serial;
    private final Inbox inbox;

    /** Read and written by tasks of {@link #serial} only. */
    private State state = State.NEW;

    private enum State {
        NEW,
        /** {@code onOpen} has been called. */
        OPEN,
        /** {@code onClose} has been called, or never will be, since {@code onOpen} was not. */
        OVER
    }

    /**
     * Calls this component for this connection.
     *
     * @param deaf whether messages are dropped, since this side has begun to close
     */
    public Callbacks(Component component, Connection connection, Invoker invoker, BooleanSupplier deaf) {
        this.component = component;
        this.connection = connection;
        this.invoker = invoker;
        this.deaf = deaf;
        this.serial = new Serial(invoker.executor());
        this.inbox = Inbox.of(connection);
    }

    /** The connection was opened. Returns when the component knows, or will be told by another thread. */
    public void open() {
        handle(() -> {
            if (state == State.NEW) { // else it has ended already
                state = State.OPEN;
                invoker.call(component, connection, () -> component.bean().onOpen(connection));
            }
        });
    }

    /** A complete text message came. It is handled on this thread, or waits to be handled on another. */
    public void message(String text) {
        if (streamsText()) {
            Pipe<String> whole = streamText();
            whole.put(text, text.length());
            whole.end();
        } else {
            message(component.text(), "text", text.length(), () -> component
                    .bean()
                    .onMessage(connection, text));
        }
    }

    /** A complete binary message came. It is handled on this thread, or waits to be handled on another. */
    public void message(ByteBuffer binary) {
        int size = binary.remaining();
        message(component.binary(), "binary", size, () -> component.bean().onMessage(connection, binary));
    }

    private void message(Optional<Access> access, String kind, int size, RequestContexts.Call call) {
        if (access.isEmpty()) {
            connection.close(CloseCode.UNSUPPORTED_DATA, "No " + kind + " messages here");
            return;
        }
        inbox.add(size);
        RequestContexts.Call allowed = allowed(access.get(), call);
        handle(() -> {
            try {
                call(allowed);
            } finally {
                inbox.remove(size);
            }
        });
    }

    /** The call, or its refusal. */
    private RequestContexts.Call allowed(Access access, RequestContexts.Call call) {
        if (access.allows(connection.caller())) {
            return call;
        }
        return () -> {
            throw new NotAllowedException(connection.caller().name());
        };
    }

    /** Runs a task in its turn: here, or on a worker where enough threads of the engine are in handlers. */
    private void handle(Runnable task) {
        if (!invoker.berths().enter()) {
            serial.submit(task);
            return;
        }
        try {
            serial.run(task);
        } finally {
            invoker.berths().leave();
        }
    }

    /** Whether text messages are handled while they are still coming. */
    public boolean streamsText() {
        return component.streams().text().isPresent();
    }

    /** Whether binary messages are handled while they are still coming. */
    public boolean streamsBinary() {
        return component.streams().binary().isPresent();
    }

    /** A text message has begun, of a component that {@link #streamsText}; what comes of it is put into the result. */
    public Pipe<String> streamText() {
        Pipe<String> pipe = new Pipe<>(inbox);
        stream(component.streams().text().orElseThrow(), pipe, () -> {
            try (Reader reader = new PipeReader(pipe)) {
                component.bean().onMessage(connection, reader);
            }
        });
        return pipe;
    }

    /** A binary message has begun, of a component that {@link #streamsBinary}; its bytes are put into the result. */
    public Pipe<byte[]> streamBinary() {
        Pipe<byte[]> pipe = new Pipe<>(inbox);
        stream(component.streams().binary().orElseThrow(), pipe, () -> {
            try (InputStream stream = new PipeInputStream(pipe)) {
                component.bean().onMessage(connection, stream);
            }
        });
        return pipe;
    }

    /** Never on this thread, which brings what the handler waits for. */
    private void stream(Access access, Pipe<?> pipe, RequestContexts.Call call) {
        RequestContexts.Call allowed = allowed(access, call);
        serial.submit(
                () -> {
                    try {
                        call(allowed);
                    } finally {
                        pipe.close(); // also where the handler was not called at all
                    }
                },
                invoker.lanes(),
                () -> {
                    pipe.close();
                    connection.close(CloseCode.TRY_AGAIN_LATER, "Too many streams");
                });
    }

    /** The transport reported an error. Returns at once. */
    public void error(Throwable error) {
        serial.submit(() -> {
            if (state == State.OPEN) {
                invoker.tell(component, connection, error);
            }
        });
    }

    /** The connection ended. Returns at once; {@code then} runs when the component knows. */
    public void closed(CloseInfo info, Runnable then) {
        serial.submit(() -> {
            State before = state;
            state = State.OVER;
            try {
                if (before == State.OPEN) {
                    invoker.call(component, connection, () -> component.bean().onClose(connection, info));
                }
            } finally {
                then.run();
            }
        });
    }

    private void call(RequestContexts.Call call) {
        if (state == State.OPEN && !deaf.getAsBoolean()) {
            invoker.call(component, connection, call);
        }
    }
}
