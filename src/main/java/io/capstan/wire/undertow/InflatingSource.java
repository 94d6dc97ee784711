package io.capstan.wire.undertow;

import io.capstan.wire.deflate.FrameInflater;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 * it, so as long as something waits, the engine is woken up by hand.
 */
final class InflatingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final int READ = 8192;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FrameInflater inflater;
    private ByteBuffer raw = NOTHING;

    InflatingSource(StreamSourceConduit next, FrameInflater inflater) {
        super(next);
        this.inflater = inflater;
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
        if (waits() && isReadResumed()) {
            wakeupReads();
        }
        return ended && target.position() == start ? -1 : target.position() - start;
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
        if (waits()) {
            next.wakeupReads();
        } else {
            next.resumeReads();
        }
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
