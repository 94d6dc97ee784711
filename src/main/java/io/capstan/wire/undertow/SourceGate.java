package io.capstan.wire.undertow;

import io.capstan.wire.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands before what the engine reads from a socket, and can be shut: nothing seems to be there then, and nobody is told
 * when there is. The engine's own way to suspend does not reach into a frame that it has begun to read.
 *
 * <p>It also shuts by itself: the engine reads on one thread, delivers on others, and puts what it has read into a queue
 * without bounds. So after each {@link #AHEAD} bytes it waits until that queue has come as far.
 */
final class SourceGate extends AbstractStreamSourceConduit<StreamSourceConduit> implements Intake {
    /** How many bytes may have been read and not been delivered. */
    private static final int AHEAD = 256 * 1024;

    private final Executor deliveries;
    /** Used by the thread that reads, and by a delivery while nobody reads. */
    private int ahead;

    /** Guards the fields below; the calls below it only touch a selection key. */
    private final Object lock = new Object();

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

    @Override
    public void pause() {
        synchronized (lock) {
            paused = true;
            shut();
        }
    }

    @Override
    public void resume() {
        synchronized (lock) {
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

    /** So much was read. */
    private long count(long bytes) {
        ahead += (int) Math.max(bytes, 0);
        if (ahead >= AHEAD) {
            synchronized (lock) {
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
        synchronized (lock) {
            tooFar = false;
            open();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return shut ? 0 : (int) count(next.read(into));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return shut ? 0 : count(next.read(into, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return shut ? 0 : count(next.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return shut ? 0 : count(next.transferTo(count, through, target));
    }

    @Override
    public void resumeReads() {
        synchronized (lock) {
            wanted = true;
            if (!shut) {
                next.resumeReads();
            }
        }
    }

    @Override
    public void wakeupReads() {
        synchronized (lock) {
            wanted = true;
            if (!shut) {
                next.wakeupReads();
            }
        }
    }

    @Override
    public void suspendReads() {
        synchronized (lock) {
            wanted = false;
            next.suspendReads();
        }
    }

    @Override
    public boolean isReadResumed() {
        synchronized (lock) {
            return wanted;
        }
    }
}
