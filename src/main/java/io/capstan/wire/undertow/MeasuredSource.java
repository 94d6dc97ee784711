package io.capstan.wire.undertow;

import io.capstan.wire.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Keeps the engine from reading a client faster than its component handles what it sends. The engine reads on the I/O
 * thread, hands all messages to an executor that runs them one by one, and sets that no bound: a fast client of a slow
 * component would fill the heap.
 *
 * <p>Each time so many bytes were read, a marker goes into the executor, behind the messages in them. If as many again have
 * been read before it comes out, reading stops until it does. Used by the I/O thread.
 */
final class MeasuredSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** Less than this may be with the executor, twice over, in bytes. */
    private static final int WINDOW = 32 * 1024;

    private final Executor executor;
    private final Executor thread;
    private final Intake valve;

    private int read;
    private boolean marked;
    private boolean stopped;

    /**
     * On top of another.
     *
     * @param thread the I/O thread, which runs a task after what it is doing
     * @param executor runs the messages
     */
    MeasuredSource(StreamSourceConduit next, Executor thread, Executor executor, Intake valve) {
        super(next);
        this.thread = thread;
        this.executor = executor;
        this.valve = valve;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) count(next.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return count(next.read(targets, offset, length));
    }

    private long count(long more) {
        if (more > 0) {
            read += (int) more;
        }
        if (read >= WINDOW) {
            if (!marked) {
                read = 0;
                marked = true;
                mark();
            } else if (!stopped) {
                stopped = true;
                valve.pause();
            }
        }
        return more;
    }

    /** The messages of the bytes just read are not with the executor yet, but will be when the I/O thread has time again. */
    private void mark() {
        run(thread, () -> run(executor, () -> run(thread, this::passed)));
    }

    private void passed() {
        marked = false;
        if (stopped) {
            stopped = false;
            valve.resume();
        }
    }

    private static void run(Executor where, Runnable task) {
        try {
            where.execute(task);
        } catch (RejectedExecutionException ended) {
            // the engine has stopped, and nothing is read any more
        }
    }
}
