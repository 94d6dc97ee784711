package io.capstan.wire.undertow;

import io.capstan.wire.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands before what the engine reads from a socket, and can be shut: nothing seems to be there then, and nobody is told
 * when there is. The engine's own way to suspend does not reach into a frame that it has begun to read.
 */
final class SourceGate extends AbstractStreamSourceConduit<StreamSourceConduit> implements Intake {
    /** Guards the fields; the calls below it only touch a selection key. */
    private final Object lock = new Object();

    private volatile boolean shut;
    /** Whether the engine wants to be told. */
    private boolean wanted;

    SourceGate(StreamSourceConduit next) {
        super(next);
        wanted = next.isReadResumed();
    }

    @Override
    public void pause() {
        synchronized (lock) {
            shut = true;
            next.suspendReads();
        }
    }

    @Override
    public void resume() {
        synchronized (lock) {
            shut = false;
            if (wanted) {
                next.wakeupReads(); // something may wait in the layers between here and the socket
            }
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return shut ? 0 : next.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return shut ? 0 : next.read(into, offset, length);
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return shut ? 0 : next.transferTo(position, count, target);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return shut ? 0 : next.transferTo(count, through, target);
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
