package io.capstan.wire.undertow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** A socket that takes as much as it is told, and keeps it. */
final class FakeSink implements StreamSinkConduit {
    private final XnioWorker worker;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** How much the next write takes. */
    volatile IntSupplier capacity = () -> Integer.MAX_VALUE;

    volatile boolean resumed;
    volatile boolean terminated;
    volatile boolean flushed = true;
    volatile IOException broken;

    FakeSink(XnioWorker worker) {
        this.worker = worker;
    }

    byte[] written() {
        synchronized (written) {
            return written.toByteArray();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (broken != null) {
            throw broken;
        }
        byte[] bytes = new byte[Math.min(source.remaining(), capacity.getAsInt())];
        source.get(bytes);
        synchronized (written) {
            written.writeBytes(bytes);
        }
        return bytes.length;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            int before = sources[i].remaining();
            int taken = write(sources[i]);
            all += taken;
            if (taken < before) {
                break;
            }
        }
        return all;
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        return write(source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        return write(sources, offset, length);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean flush() throws IOException {
        if (broken != null) {
            throw broken;
        }
        return flushed;
    }

    @Override
    public void terminateWrites() {
        terminated = true;
    }

    @Override
    public void truncateWrites() {
        terminated = true;
    }

    @Override
    public boolean isWriteShutdown() {
        return terminated;
    }

    @Override
    public void resumeWrites() {
        resumed = true;
    }

    @Override
    public void suspendWrites() {
        resumed = false;
    }

    @Override
    public void wakeupWrites() {
        resumed = true;
    }

    @Override
    public boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public void awaitWritable() {
        throw new UnsupportedOperationException("nothing may block");
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing may block");
    }

    @Override
    public XnioIoThread getWriteThread() {
        return worker.getIoThread(0);
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {}

    @Override
    public XnioWorker getWorker() {
        return worker;
    }
}
