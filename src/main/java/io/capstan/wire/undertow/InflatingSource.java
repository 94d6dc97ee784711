package io.capstan.wire.undertow;

import io.capstan.wire.deflate.FrameInflater;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Inflates what the engine reads. Used by the I/O thread.
 *
 * <p>What was read from the socket, and does not fit into what the engine offers, waits here. The selector knows nothing of
 * it, so as long as something waits, the engine's listener is called by hand. Not by {@code wakeupReads} of the conduit
 * below: under TLS that takes many of them in a row for a loop of its own, and closes the connection (UT005076).
 */
final class InflatingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final int READ = 8192;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FrameInflater inflater;
    private final Executor thread;
    private final Runnable listener;
    private ByteBuffer raw = NOTHING;
    /** Whether a call of the listener is under way already. */
    private boolean calling;

    /**
     * On top of another.
     *
     * @param thread the I/O thread, which runs a task after what it is doing
     * @param listener has the engine read
     */
    InflatingSource(StreamSourceConduit next, FrameInflater inflater, Executor thread, Runnable listener) {
        super(next);
        this.inflater = inflater;
        this.thread = thread;
        this.listener = listener;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        boolean ended = false;
        while (target.position() == start && target.hasRemaining() && !ended) {
            if (!waits()) {
                int count = fill();
                if (count == 0) {
                    return 0;
                }
                ended = count < 0;
            }
            inflater.transfer(raw, target);
            if (!raw.hasRemaining()) {
                raw = NOTHING; // an idle connection keeps no buffer
            }
        }
        callListener();
        return ended && target.position() == start ? -1 : target.position() - start;
    }

    /** Has the engine read on, if something waits. */
    private void callListener() {
        if (!waits() || calling) {
            return;
        }
        calling = true;
        try {
            thread.execute(() -> {
                calling = false;
                if (waits() && isReadResumed()) {
                    listener.run();
                }
            });
        } catch (RejectedExecutionException stopped) {
            // the engine has stopped, and nobody reads any more
        }
    }

    private boolean waits() {
        return raw.hasRemaining() || inflater.hasMore();
    }

    private int fill() throws IOException {
        ByteBuffer fresh = ByteBuffer.allocate(READ);
        int count = next.read(fresh);
        if (count > 0) {
            raw = fresh.flip();
        } else if (count < 0) {
            inflater.close();
        }
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                return read(targets[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
    }

    @Override
    public void resumeReads() {
        next.resumeReads();
        callListener();
    }

    @Override
    public void awaitReadable() throws IOException {
        if (!waits()) {
            next.awaitReadable();
        }
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        if (!waits()) {
            next.awaitReadable(time, unit);
        }
    }

    @Override
    public void terminateReads() throws IOException {
        if (Thread.currentThread() == getReadThread()) { // else it may be in use
            raw = NOTHING;
            inflater.close();
        }
        next.terminateReads();
    }
}
