package io.capstan.it.host.wire.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A source of {@code a} to {@code z} and again, which gives as many bytes as it is told to, and waits for more. */
public final class Pourer extends InputStream {
    private long allowed;
    private long given;
    private boolean ends;
    private boolean fails;
    private boolean closed;

    /** Lets so many bytes more through; 0: that was all. */
    public synchronized void pour(int bytes) {
        allowed += bytes;
        ends = bytes == 0;
        notifyAll();
    }

    /** From now on it fails. */
    public synchronized void fail() {
        fails = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        while (given == allowed && !ends && !fails && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
        if (fails || closed) {
            throw new IOException("told to fail");
        }
        int count = (int) Math.min(length, allowed - given);
        for (int i = 0; i < count; i++) {
            into[offset + i] = letter(given + i);
        }
        given += count;
        return count == 0 ? -1 : count;
    }

    /** The byte at this place of what it gives. */
    public static byte letter(long at) {
        return (byte) ('a' + at % 26);
    }

    /** The first so many bytes that it gives. */
    public static byte[] first(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = letter(i);
        }
        return bytes;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** How much it has given, and whether it is closed. */
    @Override
    public synchronized String toString() {
        return given + (closed ? " closed" : " open");
    }
}
