package io.capstan.testing;

import io.capstan.CloseInfo;
import io.capstan.component.Callbacks;
import io.capstan.component.Pipe;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.WireConnection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The server's end of a connection in memory: does with the real parts what an endpoint does behind an engine. */
final class Link implements WireConnection.Listener, MemoryWire.Client {
    private final ConnectionRegistry registry;
    private final WireConnection connection;
    private final MemoryWire wire;
    private final Callbacks callbacks;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private @Nullable Pipe<String> text;
    private @Nullable Pipe<byte[]> binary;
    /** The opcode of the message whose parts are coming, 0 if there is none. */
    private int kind;

    private volatile boolean answersPings = true;

    Link(Identity identity, Reception reception, Stage stage) {
        this.registry = stage.registry();
        this.wire = new MemoryWire(reception, this);
        this.connection = new WireConnection(
                identity,
                wire,
                stage.outboxOptions(),
                new Inbox(null, Long.MAX_VALUE, stage.crew()),
                stage.wireSupport(),
                this);
        this.callbacks = new Callbacks(stage.component(), connection, stage.invoker(), connection::isClosing);
    }

    void open() {
        registry.add(connection);
        callbacks.open();
    }

    WireConnection connection() {
        return connection;
    }

    MemoryWire wire() {
        return wire;
    }

    void ignorePings() {
        answersPings = false;
    }

    /** A frame of a message comes. */
    void message(RawFrame frame) {
        connection.heard(frame.payload().length, frame.fin());
        if ((kind == 0) == (frame.opcode() == RawFrame.CONTINUATION)) {
            throw new IllegalArgumentException(
                    kind == 0 ? "This continues no message: " + frame : "The message before has not ended: " + frame);
        }
        int of = kind == 0 ? frame.opcode() : kind;
        kind = frame.fin() ? 0 : of;
        if (of == RawFrame.TEXT && callbacks.streamsText()) {
            Pipe<String> pipe = text == null ? callbacks.streamText() : text;
            String part = frame.text();
            pipe.put(part, part.length());
            text = end(pipe, frame.fin());
        } else if (of == RawFrame.BINARY && callbacks.streamsBinary()) {
            Pipe<byte[]> pipe = binary == null ? callbacks.streamBinary() : binary;
            pipe.put(frame.payload(), frame.payload().length);
            binary = end(pipe, frame.fin());
        } else {
            parts.writeBytes(frame.payload());
            if (frame.fin()) {
                complete(of);
            }
        }
    }

    private static <P> @Nullable Pipe<P> end(Pipe<P> pipe, boolean ends) {
        if (ends) {
            pipe.end();
        }
        return ends ? null : pipe;
    }

    private void complete(int of) {
        byte[] whole = parts.toByteArray();
        parts.reset();
        if (of == RawFrame.TEXT) {
            callbacks.message(RawFrame.utf8(ByteBuffer.wrap(whole)));
        } else {
            callbacks.message(ByteBuffer.wrap(whole));
        }
    }

    /** The transport fails, and with it the connection. */
    void fail(Throwable error) {
        connection.failed(error);
        callbacks.error(error);
        connection.closed(1006, "");
    }

    @Override
    public void pinged(ByteBuffer payload) {
        if (answersPings) {
            connection.pong(payload);
        }
    }

    @Override
    public void closed(int code, String reason) {
        connection.closed(code, reason);
    }

    @Override
    public void due(Runnable task) {
        callbacks.due(task);
    }

    @Override
    public void ended(CloseInfo info) {
        registry.remove(connection);
        callbacks.ending();
        fail(text);
        fail(binary);
        connection.exitAll();
        callbacks.closed(info, () -> connection.whenLeft(registry::left));
    }

    private static void fail(@Nullable Pipe<?> open) {
        if (open != null) {
            open.fail("The connection has ended within the message.");
        }
    }
}
