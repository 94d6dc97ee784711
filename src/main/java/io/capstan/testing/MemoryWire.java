package io.capstan.testing;

import io.capstan.wire.Batch;
import io.capstan.wire.Fragment;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire to a client in memory, which reads at once what it is given, unless it was told to pause. Thread-safe. */
final class MemoryWire implements Wire {
    private final Reception reception;
    private final Client client;

    // Guarded by this; nobody is called while it is held.
    private final List<Runnable> unread = new ArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private boolean paused;

    /** How a client answers. */
    interface Client {
        /** A ping came. */
        void pinged(ByteBuffer payload);

        /** A close frame came. */
        void closed(int code, String reason);
    }

    MemoryWire(Reception reception, Client client) {
        this.reception = reception;
        this.client = client;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public boolean write(Batch batch, Completion completion) {
        boolean waits = isLate(() -> {
            read(batch);
            completion.complete(null);
        });
        if (!waits) {
            read(batch);
        }
        return !waits;
    }

    @Override
    public void ping(ByteBuffer payload) {
        Runnable ping = () -> {
            reception.add(RawFrame.of(RawFrame.PING, bytes(payload)));
            client.pinged(payload);
        };
        if (!isLate(ping)) {
            ping.run();
        }
    }

    @Override
    public void close(int code, String reason) {
        Runnable close = () -> {
            reception.add(RawFrame.close(code, reason));
            client.closed(code, reason);
        };
        if (!isLate(close)) {
            close.run();
        }
    }

    /** The client is gone: what it has not read, it never will. */
    @Override
    public synchronized void abort() {
        unread.clear();
    }

    private synchronized boolean isLate(Runnable later) {
        if (paused) {
            unread.add(later);
        }
        return paused;
    }

    private void read(Batch batch) {
        if (batch instanceof Fragment fragment) {
            @Nullable RawFrame whole = join(fragment);
            if (whole != null) {
                reception.add(whole);
            }
            return;
        }
        for (Outgoing message : batch.messages()) {
            String text = message.text();
            ByteBuffer binary = message.binary();
            reception.add(binary == null ? RawFrame.text(String.valueOf(text)) : RawFrame.binary(bytes(binary)));
        }
    }

    private synchronized @Nullable RawFrame join(Fragment fragment) {
        parts.writeBytes(bytes(fragment.payload()));
        if (!fragment.isLast()) {
            return null;
        }
        byte[] payload = parts.toByteArray();
        parts.reset();
        return RawFrame.of(fragment.text() == null ? RawFrame.BINARY : RawFrame.TEXT, payload);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    synchronized void pause() {
        paused = true;
    }

    /** Reads all that waits, and again all that comes. */
    void resume() {
        List<Runnable> late;
        synchronized (this) {
            paused = false;
            late = List.copyOf(unread);
            unread.clear();
        }
        late.forEach(Runnable::run);
    }
}
