package io.capstan.wire.undertow;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Lets a thread of the engine wait awake for its next turn, for a moment and as long as that has {@linkplain Payoff paid off}:
 * to put a thread to sleep and to wake it takes longer than all that the router does with a call, and who waits for an answer
 * sends the next call as soon as it is there.
 *
 * <p>The engine's threads have no such way of their own. So there is a pipe with a byte in it that nobody takes out: as long as
 * the thread wants to be told of that, its selector returns at once, with all else that is ready. The pipe is made when it is
 * first needed.
 *
 * <p>All but {@link #close} is called by the thread.
 */
final class BusyPoll implements Closeable {
    private static final System.Logger LOG = System.getLogger(BusyPoll.class.getName());

    private final XnioIoThread thread;
    private Payoff payoff;
    private @Nullable ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe;
    private boolean awake;
    private boolean closed;

    /** @param patience for how long it waits awake at most, in nanoseconds; 0: never */
    BusyPoll(XnioIoThread thread, long patience) {
        this.thread = thread;
        payoff = new Payoff(patience, System.nanoTime());
    }

    /** A turn begins. */
    void turnBegins() {
        payoff.began(System.nanoTime());
    }

    /** The turn has ended. */
    void turnEnds() {
        if (payoff.ended(System.nanoTime()) && !awake && !closed) {
            stayAwake();
        }
    }

    /** Whether the thread waits awake. */
    boolean isAwake() {
        return awake;
    }

    private void stayAwake() {
        try {
            ChannelPipe<StreamSourceChannel, StreamSinkChannel> made = pipe == null ? open() : pipe;
            awake = true;
            made.getLeftSide().resumeReads();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Threads sleep between calls: there is no pipe to keep them awake", e);
            payoff = new Payoff(0, System.nanoTime());
        }
    }

    private ChannelPipe<StreamSourceChannel, StreamSinkChannel> open() throws IOException {
        ChannelPipe<StreamSourceChannel, StreamSinkChannel> made = thread.createHalfDuplexPipe();
        pipe = made; // to be closed, whatever comes
        made.getLeftSide().getReadSetter().set(this::look);
        made.getRightSide().write(ByteBuffer.allocate(1));
        return made;
    }

    /** The thread has looked at all its channels. */
    private void look(StreamSourceChannel source) {
        if (payoff.lasts(System.nanoTime())) {
            Thread.yield(); // to those who have something to do, on a machine that is busy
        } else {
            awake = false;
            source.suspendReads();
        }
    }

    /** Lets the thread sleep from now on. Returns at once; any thread. */
    @Override
    public void close() {
        thread.execute(() -> {
            closed = true;
            awake = false;
            if (pipe != null) {
                IoUtils.safeClose(pipe.getLeftSide());
                IoUtils.safeClose(pipe.getRightSide());
            }
        });
    }
}
