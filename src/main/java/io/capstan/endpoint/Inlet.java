package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.ConnectionLimits.Excess;
import io.capstan.wire.Intake;
import io.capstan.wire.WireConnection;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the messages of one connection through in their order, no more in a second and no more at once than allowed.
 *
 * <p>A message that has to wait holds no thread: it waits here, reading is paused meanwhile, and a worker goes on when its
 * time has come. What the engine had read before it noticed waits too; that is bounded, so that an engine which cannot
 * pause has its client closed rather than its memory filled.
 *
 * <p>One thread at a time lets messages through: the one that has made the state {@link State#RUNNING}.
 */
final class Inlet {
    private static final System.Logger LOG = System.getLogger(Inlet.class.getName());

    private final MessageOptions options;
    private final @Nullable Meter meter;
    private final @Nullable Slots slots;
    private final WireConnection connection;
    private final Intake intake;
    private final Timing timing;
    private final Consumer<Object> sink;

    // Guarded by this; nothing is called while it is held.
    private final WaitingMessages waiting;
    private State state = State.IDLE;
    /** The message that waits for its time or its slot. */
    private @Nullable Object head;

    private boolean paused;
    /** Whether the slot came before the thread that asked for it had made the connection wait. */
    private boolean slotCame;

    private @Nullable Runnable last;

    /** Used by the thread that runs: since when there is nobody any more to wake it up. */
    private boolean unmetered;

    private enum State {
        IDLE,
        RUNNING,
        WAITING,
        /** The connection has ended. */
        OVER
    }

    /**
     * An inlet.
     *
     * @param slots what the connections of the component share, {@code null} if any number of messages may be in flight
     * @param sink takes a {@code String} or a {@code ByteBuffer}, one at a time
     */
    Inlet(
            MessageOptions options,
            @Nullable Slots slots,
            WireConnection connection,
            Intake intake,
            Timing timing,
            Consumer<Object> sink) {
        this.options = options;
        this.meter = options.hasRate() ? new Meter(options.perSecond(), options.bytesPerSecond(), timing.now()) : null;
        this.slots = slots;
        this.connection = connection;
        this.intake = intake;
        this.timing = timing;
        this.sink = sink;
        this.waiting = new WaitingMessages(options.largest());
    }

    /** What holds streams to the same rate; {@code null} if there is none. */
    @Nullable
    StreamRate streams() {
        return meter == null ? null : new StreamRate(meter, options, connection, intake, timing);
    }

    /** A message came. It is let through on this thread, unless it has to wait. */
    void offer(Object message) {
        boolean full;
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            full = state != State.IDLE && !waiting.add(message);
            if (state != State.IDLE && !full) {
                return;
            }
            state = full ? state : State.RUNNING;
        }
        if (full) {
            connection.close(CloseCode.TOO_MANY_MESSAGES, "Too many messages wait");
        } else {
            run(message);
        }
    }

    /** The connection has ended: runs a task behind the messages that wait, or at once if they are not wanted any more. */
    void end(Runnable task) {
        synchronized (this) {
            if (state == State.RUNNING || state == State.WAITING && !connection.isClosing()) {
                last = task;
                return;
            }
            state = State.OVER;
        }
        task.run();
    }

    private void run(@Nullable Object first) {
        for (Object next = first; next != null; next = next()) {
            if (!connection.isClosing() && mustWait(next)) {
                return;
            }
        }
    }

    /** The message after this one; none makes the inlet idle, or ends it. */
    private @Nullable Object next() {
        boolean resume;
        Runnable task;
        synchronized (this) {
            Object next = waiting.poll();
            if (next != null) {
                return next;
            }
            task = last;
            state = task == null ? State.IDLE : State.OVER;
            resume = paused;
            paused = false;
        }
        if (task != null) {
            task.run();
        }
        if (resume) {
            intake.resume();
        }
        return null;
    }

    /** Lets a message through, or makes it wait. */
    private boolean mustWait(Object message) {
        long now = timing.now();
        long wait = meter == null || unmetered ? 0 : meter.admit(meter.countsBytes() ? bytes(message) : 0, now);
        if (wait == 0) {
            return slots == null ? handOver(message) : handOver(message, slots);
        }
        if (options.whenExceeded() == Excess.CLOSE) {
            connection.close(CloseCode.TOO_MANY_MESSAGES, options.describeRate());
            return false;
        }
        pause();
        synchronized (this) {
            head = message;
            state = State.WAITING;
        }
        timing.after(Math.min(wait, Timing.LONGEST_WAIT), this::timeCame);
        return true;
    }

    private boolean handOver(Object message) {
        try {
            sink.accept(message);
        } catch (RuntimeException | Error e) { // what comes out of here would hold up all messages behind it
            LOG.log(Level.WARNING, () -> "a message of " + connection + " could not be handled", e);
            connection.failed(e);
            connection.close(CloseCode.INTERNAL_ERROR, "Internal server error");
        }
        return false;
    }

    private boolean handOver(Object message, Slots shared) {
        boolean waits = false;
        if (!shared.take(this::slotTaken)) {
            pause();
            synchronized (this) {
                waits = !slotCame;
                head = waits ? message : null;
                state = waits ? State.WAITING : State.RUNNING;
                slotCame = false;
            }
        }
        if (waits) {
            timing.after(Timing.LONGEST_WAIT, early -> stillThere(message));
        } else {
            handOverWithSlot(message, shared);
        }
        return waits;
    }

    private void handOverWithSlot(Object message, Slots shared) {
        try {
            handOver(message);
        } finally {
            shared.give();
        }
    }

    private void pause() {
        synchronized (this) {
            if (paused) {
                return;
            }
            paused = true;
        }
        intake.pause();
    }

    private void timeCame(boolean early) {
        Object message = goOn();
        if (message != null) {
            unmetered = early; // the timer is being stopped, and would call back at once for ever
            connection.heard(); // a client that is not read is not heard otherwise
            run(message);
        }
    }

    private void slotTaken() {
        synchronized (this) {
            if (state == State.RUNNING) {
                slotCame = true;
                return;
            }
        }
        Slots shared = slots;
        Object message = goOn();
        if (shared == null) {
            return;
        }
        if (message == null || connection.isClosing()) {
            shared.give();
        } else {
            handOverWithSlot(message, shared);
        }
        if (message != null) {
            run(next());
        }
    }

    /** While a message waits for its slot, its client is not read, and not heard otherwise. */
    private void stillThere(Object message) {
        boolean resume;
        synchronized (this) {
            if (head != message) {
                return;
            }
            resume = paused && connection.isClosing();
            paused = paused && !resume;
        }
        if (resume) {
            intake.resume(); // for the client's answer to the close frame
        }
        connection.heard();
        timing.after(Timing.LONGEST_WAIT, early -> {
            if (!early) {
                stillThere(message);
            }
        });
    }

    /** Makes this thread the one that runs; {@code null} if nothing waits any more. */
    private synchronized @Nullable Object goOn() {
        Object message = head;
        head = null;
        if (state != State.WAITING) {
            return null;
        }
        state = State.RUNNING;
        return message;
    }

    private static int bytes(Object message) {
        return WaitingMessages.bytes(message);
    }
}
