package io.capstan.wire.undertow;

import io.capstan.wire.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.Buffers;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands before what the engine reads from a socket, and can be shut: nothing seems to be there then, and nobody is told
 * when there is. The engine's own way to suspend does not reach into a frame that it has begun to read.
 *
 * <p>It also shuts by itself: the engine reads on one thread, delivers on others, and puts what it has read into a queue
 * without bounds. So after each {@link #AHEAD} bytes it waits until that queue has come as far.
 *
 * <p>Where the engine delivers on the thread that reads, there is no such queue. Then it sees to it that one client cannot keep
 * the thread from others: so many bytes are read when the socket is readable, and no more before it is found to be so again.
 */
final class SourceGate extends AbstractStreamSourceConduit<StreamSourceConduit> implements Intake {
    /** How many bytes may have been read and not been delivered. */
    private static final int AHEAD = 256 * 1024;
    /** How many bytes are read at once where they are delivered at once. */
    private static final int AT_ONCE = 64 * 1024;

    private final Executor deliveries;
    /** Used by the thread that reads, and by a delivery while nobody reads. */
    private int ahead;
    /** Whether what was read is delivered at once. Used by the thread that reads, as the one below. */
    private boolean direct;
    /** How many more bytes may be read before the socket is found readable again. */
    private int allowed;

    // Guarded by this; the calls below it only touch a selection key.
    private boolean paused;
    private boolean tooFar;
    /** Whether one of these holds. */
    private volatile boolean shut;
    /** Whether the engine wants to be told. */
    private boolean wanted;

    /** @param deliveries runs a task behind all that was read before */
    SourceGate(StreamSourceConduit next, Executor deliveries) {
        super(next);
        this.deliveries = deliveries;
        wanted = next.isReadResumed();
    }

    /** What is read is delivered at once from now on. Before anything is read. */
    void deliversAtOnce() {
        direct = true;
    }

    /** The socket is readable. */
    void readable() {
        allowed = AT_ONCE;
    }

    @Override
    public void pause() {
        synchronized (this) {
            paused = true;
            shut();
        }
    }

    @Override
    public void resume() {
        synchronized (this) {
            paused = false;
            open();
        }
    }

    private void shut() {
        shut = true;
        next.suspendReads();
    }

    private void open() {
        shut = paused || tooFar;
        if (!shut && wanted) {
            next.wakeupReads(); // something may wait in the layers between here and the socket
        }
    }

    /** Whether there seems to be nothing to read. */
    private boolean seemsEmpty() {
        return shut || direct && allowed <= 0;
    }

    /** So much was read, of what there was room for. */
    private long count(long bytes, long room) {
        if (!direct) {
            return count(bytes);
        }
        allowed = bytes < room ? 0 : allowed - (int) bytes; // whoever asks again would be told that there is nothing
        return bytes;
    }

    private long count(long bytes) {
        ahead += (int) Math.max(bytes, 0);
        if (ahead >= AHEAD) {
            synchronized (this) {
                tooFar = true;
                shut();
            }
            try {
                deliveries.execute(this::delivered);
            } catch (RejectedExecutionException stopped) {
                delivered();
            }
        }
        return bytes;
    }

    private void delivered() {
        ahead = 0;
        synchronized (this) {
            tooFar = false;
            open();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (seemsEmpty()) {
            return 0;
        }
        int room = into.remaining();
        return (int) count(next.read(into), room);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        if (seemsEmpty()) {
            return 0;
        }
        long room = Buffers.remaining(into, offset, length);
        return count(next.read(into, offset, length), room);
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return seemsEmpty() ? 0 : count(next.transferTo(position, count, target), count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return seemsEmpty() ? 0 : count(next.transferTo(count, through, target), count);
    }

    @Override
    public void resumeReads() {
        synchronized (this) {
            wanted = true;
            if (!shut) {
                next.resumeReads();
            }
        }
    }

    @Override
    public void wakeupReads() {
        synchronized (this) {
            wanted = true;
            if (!shut) {
                next.wakeupReads();
            }
        }
    }

    @Override
    public void suspendReads() {
        synchronized (this) {
            wanted = false;
            next.suspendReads();
        }
    }

    @Override
    public boolean isReadResumed() {
        synchronized (this) {
            return wanted;
        }
    }
}
