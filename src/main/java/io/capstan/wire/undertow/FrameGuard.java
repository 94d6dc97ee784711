package io.capstan.wire.undertow;

import io.capstan.wire.Wire.Completion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.Buffers;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Lets two writers share one socket: the engine with its own frames (pong, ping, close), and the outbox with joined
 * frames. Neither can cut into a frame of which the other has written a part.
 *
 * <p>The monitor of this object guards every call of the conduit below. Two facts decide: whether the engine's last write
 * was taken in part, and whether a {@link #rest} of ours waits. While the first holds, ours waits; while the second
 * holds, the engine is told that nothing fits. What waits is written when the engine's I/O thread finds the socket
 * writable, which it looks out for, since {@link #suspendWrites} does nothing meanwhile.
 */
final class FrameGuard extends AbstractStreamSinkConduit<StreamSinkConduit> {
    /** Whether the engine has written a part of its frames and has the other part still to write. */
    private boolean engineMidFrame;

    /** What is left of our write; its end may also be that the conduit below has it, but has not flushed it. */
    private @Nullable ByteBuffer rest;

    private @Nullable Completion completion;

    /** Who waits until nothing waits here. */
    private @Nullable Runnable listener;

    private boolean terminated;

    /** Whether only the I/O thread may write frames of ours. */
    private final boolean stays;

    /** @param stays whether only the I/O thread may write */
    FrameGuard(StreamSinkConduit next, boolean stays) {
        super(next);
        this.stays = stays;
    }

    /** The only thread that may write, {@code null} if any may. */
    @Nullable
    XnioIoThread home() {
        return stays ? getWriteThread() : null;
    }

    /**
     * Writes frames of ours.
     *
     * @param frames one or more whole frames; not touched by anybody else until the write is complete
     * @return whether they are out; if not, {@code later} is called once, on the I/O thread
     * @throws IOException if the connection is broken; {@code later} is not called then
     */
    synchronized boolean writeFrames(ByteBuffer frames, Completion later) throws IOException {
        if (rest != null) {
            throw new IllegalStateException("a write is under way");
        }
        if (!engineMidFrame && push(frames)) {
            return true;
        }
        rest = frames;
        completion = later;
        next.resumeWrites();
        return false;
    }

    /** Writes as much as fits; whether that was all, and has left the conduit below. */
    private boolean push(ByteBuffer frames) throws IOException {
        while (frames.hasRemaining()) {
            if (next.write(frames) == 0) {
                return false;
            }
        }
        return next.flush();
    }

    /** Writes what is left of ours, if the engine is not within a frame; whether nothing of ours is left. */
    private boolean drain() throws IOException {
        ByteBuffer waiting = rest;
        if (waiting == null) {
            return true;
        }
        if (engineMidFrame) {
            return false;
        }
        try {
            if (!push(waiting)) {
                return false;
            }
        } catch (IOException | RuntimeException e) {
            settle(e);
            throw e;
        }
        settle(null);
        return true;
    }

    /** Reports the end of our write. */
    private void settle(@Nullable Throwable error) {
        Completion waiting = completion;
        rest = null;
        completion = null;
        if (waiting != null) {
            waiting.complete(error);
        }
        wakeListener();
    }

    /** Runs an action when neither ours nor a part of the engine's frame waits here, or the connection has ended. */
    void whenQuiet(Runnable action) {
        synchronized (this) {
            if (!terminated && (rest != null || engineMidFrame)) {
                listener = action;
                return;
            }
        }
        action.run();
    }

    /** Asks again, on a stack of its own, when the engine has done what it is about to do. */
    private void wakeListener() {
        Runnable waiting = listener;
        if (waiting == null) {
            return;
        }
        listener = null;
        try {
            getWriteThread().execute(() -> whenQuiet(waiting));
        } catch (RejectedExecutionException stopped) {
            waiting.run();
        }
    }

    // the engine's side

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        return drain() || engineMidFrame ? (int) engineWrote(source.remaining(), next.write(source)) : 0;
    }

    @Override
    public synchronized long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        if (!drain() && !engineMidFrame) {
            return 0;
        }
        long all = Buffers.remaining(sources, offset, length);
        return engineWrote(all, next.write(sources, offset, length));
    }

    @Override
    public synchronized int writeFinal(ByteBuffer source) throws IOException {
        return drain() || engineMidFrame ? (int) engineWrote(source.remaining(), next.writeFinal(source)) : 0;
    }

    @Override
    public synchronized long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        if (!drain() && !engineMidFrame) {
            return 0;
        }
        long all = Buffers.remaining(sources, offset, length);
        return engineWrote(all, next.writeFinal(sources, offset, length));
    }

    private long engineWrote(long all, long written) {
        if (written == all) {
            engineMidFrame = false;
            wakeListener();
        } else if (written > 0) {
            engineMidFrame = true;
        }
        return written;
    }

    @Override
    public synchronized long transferFrom(FileChannel source, long position, long count) throws IOException {
        return drain() ? next.transferFrom(source, position, count) : 0;
    }

    @Override
    public synchronized long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        return drain() ? next.transferFrom(source, count, through) : 0;
    }

    @Override
    public synchronized boolean flush() throws IOException {
        return drain() && next.flush();
    }

    @Override
    public synchronized void suspendWrites() {
        if (rest == null) {
            next.suspendWrites();
        }
    }

    @Override
    public synchronized void resumeWrites() {
        next.resumeWrites();
    }

    @Override
    public void terminateWrites() throws IOException {
        giveUp();
        next.terminateWrites(); // may call listeners: not under the monitor
    }

    @Override
    public void truncateWrites() throws IOException {
        giveUp();
        next.truncateWrites();
    }

    private synchronized void giveUp() {
        terminated = true;
        if (rest != null) {
            settle(new ClosedChannelException());
        }
        wakeListener();
    }
}
