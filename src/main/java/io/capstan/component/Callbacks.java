package io.capstan.component;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.wire.Announcement;
import io.capstan.wire.Inbox;
import io.capstan.wire.Serial;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the component of one connection: {@code onOpen} first, messages in order, {@code onClose} once and last, never
 * two at a time, but for handlers that are {@link io.capstan.Concurrent}.
 *
 * <p>What puts the calls one behind the other is the layer below, and no object of its own, of which there would be one for
 * each connection.
 */
public final class Callbacks extends Serial {
    private final Component component;
    private final Connection connection;
    private final Invoker invoker;
    private final BooleanSupplier deaf;

    /** Made when it is first needed, which for most connections is never; made, and {@link #ending} set, under this. */
    private volatile @Nullable InFlight inFlight;

    private boolean ending;

    /** Read and written by what the layer below runs, one at a time. */
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
        super(invoker.executor());
        this.component = component;
        this.connection = connection;
        this.invoker = invoker;
        this.deaf = deaf;
    }

    /**
     * The connection was opened. Returns when the component knows, or will be told by another thread. What comes behind
     * runs on another thread, since Payara opens a connection within the request context of its handshake.
     */
    public void open() {
        if (!invoker.berths().enter()) {
            submit(this::begin);
            return;
        }
        try {
            runAlone(this::begin);
        } finally {
            invoker.berths().leave();
        }
    }

    private void begin() {
        if (state != State.NEW) {
            return; // it has ended already
        }
        if (!enter()) {
            state = State.OVER;
            connection.close(CloseCode.INTERNAL_ERROR, "Internal server error");
            return;
        }
        state = State.OPEN;
        component.handlers().open().ifPresent(open -> call(open, connection));
        announce(invoker.lifecycle().opened(connection));
    }

    private boolean enter() {
        Optional<Occupancy> occupancy = invoker.lifecycle().occupancy(component);
        return occupancy.isEmpty()
                || invoker.call(component, connection, () -> occupancy.get().enter(hooks()::onFirstOpen));
    }

    /** The time of a task that the component has scheduled has come. Returns at once. */
    public void due(Runnable task) {
        submit(() -> {
            if (isListening()) {
                invoker.call(component, connection, task::run);
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
            message(component.handlers().text(), "text", text, text.length());
        }
    }

    /** A complete binary message came. It is handled on this thread, or waits to be handled on another. */
    public void message(ByteBuffer binary) {
        message(component.handlers().binary(), "binary", binary, binary.remaining());
    }

    /**
     * A complete text message for a component that is {@link NonBlocking} came on a thread that must not block. What the
     * component can do without is done here, the rest by another thread.
     */
    public void messageHere(String text) {
        begin(component.handlers().text(), text, text.length(), nimble -> nimble.begin(connection, text));
    }

    /** The same of a binary message. */
    public void messageHere(ByteBuffer binary) {
        begin(component.handlers().binary(), binary, binary.remaining(), nimble -> nimble.begin(connection, binary));
    }

    private <M> void begin(
            Optional<Handler<M>> handler, M message, int size, Function<NonBlocking, @Nullable Runnable> beginning) {
        NonBlocking nimble = (NonBlocking) component.bean();
        if (!begin(() -> isListening() ? rest(() -> beginning.apply(nimble), size) : null)) {
            handle(handler.orElseThrow(), message, size, this::submit);
        }
    }

    /** What is left of a message when its handling has begun, as a task; {@code null} if nothing is. */
    private @Nullable Runnable rest(Supplier<@Nullable Runnable> beginning, int size) {
        Runnable rest;
        try {
            rest = beginning.get();
        } catch (RuntimeException | Error e) { // what follows from that may take its time
            rest = () -> {
                throw e;
            };
        }
        return rest == null ? null : counted(rest, size);
    }

    private Runnable counted(Runnable rest, int size) {
        Inbox inbox = Inbox.of(connection);
        inbox.add(size);
        return () -> {
            try {
                if (isListening()) {
                    invoker.call(component, connection, rest::run);
                }
            } finally {
                inbox.remove(size);
            }
        };
    }

    private <M> void message(Optional<Handler<M>> handler, String kind, M message, int size) {
        if (handler.isEmpty()) {
            connection.close(CloseCode.UNSUPPORTED_DATA, "No " + kind + " messages here");
            return;
        }
        handle(handler.get(), message, size, this::handle);
    }

    private <M> void handle(Handler<M> handler, M message, int size, Consumer<Runnable> turns) {
        boolean allowed = handler.access().allows(connection.caller());
        Inbox inbox = Inbox.of(connection);
        inbox.add(size);
        turns.accept(() -> {
            try {
                take(handler, message, allowed);
            } finally {
                inbox.remove(size);
            }
        });
    }

    private <M> void take(Handler<M> handler, M message, boolean allowed) {
        if (!isListening()) {
            return;
        }
        awaitRoom();
        if (deaf.getAsBoolean()) {
            return; // it has begun to close meanwhile
        }
        if (!allowed) {
            refuse();
        } else if (handler.concurrent()) {
            inFlight().run(() -> call(handler, message), invoker.parallelism().executor());
        } else {
            call(handler, message);
        }
    }

    private void refuse() {
        invoker.call(component, connection, () -> {
            throw new NotAllowedException(connection.caller().name());
        });
    }

    /** Runs a task in its turn: here, or on a worker where enough threads of the engine are in handlers. */
    private void handle(Runnable task) {
        if (!invoker.berths().enter()) {
            submit(task);
            return;
        }
        try {
            run(task);
        } finally {
            invoker.berths().leave();
        }
    }

    /** Whether text messages are handled while they are still coming. */
    public boolean streamsText() {
        return component.handlers().reader().isPresent();
    }

    /** Whether binary messages are handled while they are still coming. */
    public boolean streamsBinary() {
        return component.handlers().stream().isPresent();
    }

    /** A text message has begun, of a component that {@link #streamsText}; what comes of it is put into the result. */
    public Pipe<String> streamText() {
        Pipe<String> pipe = new Pipe<>(Inbox.of(connection));
        stream(component.handlers().reader().orElseThrow(), pipe, new PipeReader(pipe));
        return pipe;
    }

    /** A binary message has begun, of a component that {@link #streamsBinary}; its bytes are put into the result. */
    public Pipe<byte[]> streamBinary() {
        Pipe<byte[]> pipe = new Pipe<>(Inbox.of(connection));
        stream(component.handlers().stream().orElseThrow(), pipe, new PipeInputStream(pipe));
        return pipe;
    }

    /** Never on this thread, which brings what the handler waits for. */
    private <C extends Closeable> void stream(Handler<C> handler, Pipe<?> pipe, C content) {
        boolean allowed = handler.access().allows(connection.caller());
        submit(
                () -> {
                    try {
                        read(handler, content, allowed);
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

    private <C extends Closeable> void read(Handler<C> handler, C content, boolean allowed) {
        if (!allowed && isListening()) {
            refuse();
        } else if (isListening()) {
            invoker.call(component, connection, () -> {
                try (content) {
                    reply(handler.body().call(component.bean(), connection, content));
                }
            });
        }
    }

    private boolean isListening() {
        return state == State.OPEN && !deaf.getAsBoolean();
    }

    private <E> void call(Handler<E> handler, E event) {
        invoker.call(component, connection, () -> reply(handler.body().call(component.bean(), connection, event)));
    }

    private void reply(@Nullable Object reply) {
        if (reply != null) {
            new Replies(connection, this::inFlight, this::failed).send(reply);
        }
    }

    private void awaitRoom() {
        InFlight begun = inFlight;
        if (begun != null) {
            begun.awaitRoom();
        }
    }

    private synchronized InFlight inFlight() {
        InFlight begun = inFlight;
        if (begun == null) {
            begun = new InFlight(invoker.parallelism().most());
            inFlight = begun;
            if (ending) {
                begun.end();
            }
        }
        return begun;
    }

    /** What a handler has begun has failed after the handler returned. */
    private void failed(Throwable error) {
        submit(() -> {
            if (state == State.OPEN) {
                invoker.fail(component, connection, error);
            }
        });
    }

    /** The transport reported an error. Returns at once. */
    public void error(Throwable error) {
        submit(() -> {
            if (state == State.OPEN) {
                invoker.tell(component, connection, error);
            }
        });
    }

    /** The connection ends: no message of it waits for stages any more. {@link #closed} follows. */
    public synchronized void ending() {
        ending = true;
        InFlight begun = inFlight;
        if (begun != null) {
            begun.end();
        }
    }

    /** The connection ended. Returns at once; {@code then} runs when the component knows. */
    public void closed(CloseInfo info, Runnable then) {
        ending();
        submit(() -> {
            State before = state;
            state = State.OVER;
            InFlight begun = inFlight;
            if (begun == null) {
                over(before, info, then);
            } else {
                begun.whenIdle(() -> over(before, info, then));
            }
        });
    }

    private void over(State before, CloseInfo info, Runnable then) {
        try {
            if (before == State.OPEN) {
                leave(info);
            }
            endScope();
        } finally {
            then.run();
        }
    }

    private void leave(CloseInfo info) {
        component.handlers().close().ifPresent(close -> call(close, info));
        announce(invoker.lifecycle().closed(connection));
        invoker.lifecycle()
                .occupancy(component)
                .ifPresent(all -> invoker.call(component, connection, () -> all.leave(hooks()::onLastClose)));
    }

    private void announce(Optional<Announcement<Connection>> heard) {
        heard.ifPresent(event -> invoker.call(component, connection, () -> event.fire(connection)));
    }

    private void endScope() {
        ConnectionContext.used(connection).ifPresent(instances -> invoker.call(component, connection, instances::end));
    }

    /** Of a component that has an occupancy, since it overrides some of them. */
    private MessageComponent hooks() {
        return (MessageComponent) component.bean();
    }
}
