package io.capstan.it.host.wire.app;

import io.capstan.Delivery;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the messages that were sent to one connection. */
final class Outcomes {
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void sent() {
        pending.incrementAndGet();
    }

    void told(Delivery delivery, Throwable error) {
        AtomicInteger kind = error != null ? failed : delivery == Delivery.WRITTEN ? written : dropped;
        kind.incrementAndGet();
        pending.decrementAndGet();
    }

    @Override
    public String toString() {
        return "pending " + pending + " written " + written + " dropped " + dropped + " failed " + failed;
    }
}
