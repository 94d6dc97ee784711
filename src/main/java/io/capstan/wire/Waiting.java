package io.capstan.wire;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * How a thread waits for what a client will send. Apart from its users, so that tests can wait by another clock, and know
 * who waits. Both methods are called with the lock held.
 */
public interface Waiting {
    /** By the clock. */
    Waiting REAL = new Waiting() {
        @Override
        public long await(Lock lock, Condition changed, long nanos) throws InterruptedException {
            return changed.awaitNanos(nanos);
        }

        @Override
        public void wake(Condition changed) {
            changed.signalAll();
        }
    };

    /**
     * Waits until it is woken, or until so much time has passed.
     *
     * @param lock that of the condition
     * @return how much is left of the time, none if it is over
     */
    long await(Lock lock, Condition changed, long nanos) throws InterruptedException;

    /** Wakes all that wait for this. */
    void wake(Condition changed);
}
