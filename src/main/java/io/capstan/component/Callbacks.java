package io.capstan.component;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Calls the component of one connection: {@code onOpen} first, messages in order, {@code onClose} once and last, never
 * two at a time, but for handlers that are {@link io.capstan.Concurrent}.
 */
public final class Callbacks {
    private final Component component;
    private final Connection connection;
    private final Invoker invoker;
    private final BooleanSupplier deaf;
    private final Serial serial;
    private final InFlight inFlight;
    private final Replies replies;

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
        this.inFlight = new InFlight(invoker.parallelism().most());
        this.replies = new Replies(connection, inFlight, this::failed);
    }

    /** The connection was opened. Returns when the component knows. */
    public void open() {
        serial.run(() -> {
            if (state == State.NEW) { // else it has ended already
                state = State.OPEN;
                component.handlers().open().ifPresent(open -> call(open, connection));
            }
        });
    }

    /** A complete text message came. Runs on this thread, which may be made to wait. */
    public void message(String text) {
        message(component.handlers().text(), "text", text);
    }

    /** A complete binary message came. Runs on this thread, which may be made to wait. */
    public void message(ByteBuffer binary) {
        message(component.handlers().binary(), "binary", binary);
    }

    private <M> void message(Optional<Handler<M>> handler, String kind, M message) {
        if (handler.isEmpty()) {
            connection.close(CloseCode.UNSUPPORTED_DATA, "No " + kind + " messages here");
        } else if (handler.get().access().allows(connection.caller())) {
            inTurn(handler.get(), message);
        } else {
            serial.run(() -> {
                if (isListening()) {
                    invoker.call(component, connection, () -> {
                        throw new NotAllowedException(connection.caller().name());
                    });
                }
            });
        }
    }

    private <M> void inTurn(Handler<M> handler, M message) {
        serial.run(() -> {
            if (!isListening()) {
                return;
            }
            inFlight.awaitRoom();
            if (deaf.getAsBoolean()) {
                return; // it has begun to close meanwhile
            }
            if (handler.concurrent()) {
                inFlight.run(() -> call(handler, message), invoker.parallelism().executor());
            } else {
                call(handler, message);
            }
        });
    }

    private boolean isListening() {
        return state == State.OPEN && !deaf.getAsBoolean();
    }

    private <E> void call(Handler<E> handler, E event) {
        invoker.call(
                component, connection, () -> replies.send(handler.body().call(component.bean(), connection, event)));
    }

    /** What a handler has begun has failed after the handler returned. */
    private void failed(Throwable error) {
        serial.submit(() -> {
            if (state == State.OPEN) {
                invoker.fail(component, connection, error);
            }
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

    /** The connection ends: no message of it waits for stages any more. {@link #closed} follows. */
    public void ending() {
        inFlight.end();
    }

    /** The connection ended. Returns at once; {@code then} runs when the component knows. */
    public void closed(CloseInfo info, Runnable then) {
        ending();
        serial.submit(() -> {
            State before = state;
            state = State.OVER;
            inFlight.whenIdle(() -> {
                try {
                    if (before == State.OPEN) {
                        component.handlers().close().ifPresent(close -> call(close, info));
                    }
                } finally {
                    then.run();
                }
            });
        });
    }
}
