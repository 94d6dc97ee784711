package io.capstan.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wire that keeps what it is given and completes as it is told. It notices two writes at a time. */
final class FakeWire implements Wire {

    /** What a write does. */
    interface Answer {
        boolean write(Completion completion) throws IOException;
    }

    /** Complete at once. */
    static final Answer AT_ONCE = completion -> true;

    final List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
    final List<String> closes = Collections.synchronizedList(new ArrayList<>());
    final List<ByteBuffer> pings = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger aborts = new AtomicInteger();
    final AtomicInteger overlaps = new AtomicInteger();

    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile @Nullable Completion held;
    volatile Answer answer = AT_ONCE;
    volatile @Nullable IOException pingFails;
    volatile boolean joins;
    volatile int largest = Integer.MAX_VALUE;
    final AtomicInteger omissions = new AtomicInteger();
    private volatile boolean flushesAtOnce = true;

    @Override
    public int largest() {
        return largest;
    }

    @Override
    public void omitted() {
        omissions.incrementAndGet();
    }

    /** Writes stay under way until {@link #finish}. */
    FakeWire holding() {
        answer = completion -> {
            held = completion;
            return false;
        };
        return this;
    }

    /** Whether it can take a close frame at once, or only after {@link #finish}. */
    void flushes(boolean atOnce) {
        flushesAtOnce = atOnce;
    }

    /** Completes the write or flush under way. */
    void finish() {
        finish(null);
    }

    void finish(@Nullable Throwable error) {
        Completion completion = held;
        if (completion == null) {
            throw new AssertionError("nothing is under way");
        }
        held = null;
        completion.complete(error);
    }

    boolean isWriting() {
        return writing.get();
    }

    /** The texts in the order in which they were written. */
    List<String> texts() {
        synchronized (batches) {
            return batches.stream()
                    .flatMap(batch -> batch.messages().stream())
                    .map(message -> String.valueOf(message.text()))
                    .toList();
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean joins() {
        return joins;
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        if (!writing.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        batches.add(batch);
        boolean complete = false;
        try {
            complete = answer.write(error -> {
                writing.set(false);
                completion.complete(error);
            });
            return complete;
        } finally {
            if (complete) {
                writing.set(false);
            }
        }
    }

    @Override
    public boolean flush(Completion completion) {
        if (!flushesAtOnce) {
            held = completion;
        }
        return flushesAtOnce;
    }

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        IOException failure = pingFails;
        if (failure != null) {
            throw failure;
        }
        pings.add(payload);
    }

    @Override
    public void close(int code, String reason) {
        closes.add((code + " " + reason).strip());
    }

    @Override
    public void abort() {
        aborts.incrementAndGet();
    }
}
