package io.capstan.component;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Connection;
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
    private final Optional<Occupancy> occupancy;

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
        this.occupancy = invoker.lifecycle().occupancy(component);
    }

    /**
     * The connection was opened. Returns when the component knows. What comes behind runs on another thread, since Payara
     * opens a connection within the request context of its handshake.
     */
    public void open() {
        serial.runAlone(() -> {
            if (state != State.NEW) {
                return; // it has ended already
            }
            if (!enter()) {
                state = State.OVER;
                connection.close(CloseCode.INTERNAL_ERROR, "Internal server error");
                return;
            }
            state = State.OPEN;
            invoker.call(component, connection, () -> component.bean().onOpen(connection));
            announce(invoker.lifecycle().opened(connection));
        });
    }

    private boolean enter() {
        return occupancy.isEmpty()
                || invoker.call(component, connection, () -> occupancy.get().enter(component.bean()::onFirstOpen));
    }

    /** The time of a task that the component has scheduled has come. Returns at once. */
    public void due(Runnable task) {
        serial.submit(() -> {
            if (state == State.OPEN && !deaf.getAsBoolean()) {
                invoker.call(component, connection, task::run);
            }
        });
    }

    /** A complete text message came. Runs on this thread, which may be made to wait. */
    public void message(String text) {
        message(component.text(), "text", () -> component.bean().onMessage(connection, text));
    }

    /** A complete binary message came. Runs on this thread, which may be made to wait. */
    public void message(ByteBuffer binary) {
        message(component.binary(), "binary", () -> component.bean().onMessage(connection, binary));
    }

    private void message(Optional<Access> access, String kind, RequestContexts.Call call) {
        if (access.isEmpty()) {
            connection.close(CloseCode.UNSUPPORTED_DATA, "No " + kind + " messages here");
        } else if (access.get().allows(connection.caller())) {
            call(call);
        } else {
            call(() -> {
                throw new NotAllowedException(connection.caller().name());
            });
        }
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
                    leave(info);
                }
                endScope();
            } finally {
                then.run();
            }
        });
    }

    private void leave(CloseInfo info) {
        invoker.call(component, connection, () -> component.bean().onClose(connection, info));
        announce(invoker.lifecycle().closed(connection));
        occupancy.ifPresent(all -> invoker.call(component, connection, () -> all.leave(component.bean()::onLastClose)));
    }

    private void announce(Optional<Announcement> heard) {
        heard.ifPresent(event -> invoker.call(component, connection, () -> event.fire(connection)));
    }

    private void endScope() {
        ConnectionContext.used(connection).ifPresent(instances -> invoker.call(component, connection, instances::end));
    }

    private void call(RequestContexts.Call call) {
        serial.run(() -> {
            if (state == State.OPEN && !deaf.getAsBoolean()) {
                invoker.call(component, connection, call);
            }
        });
    }
}
