package io.capstan.component;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a component has, for one that wants to know of the first and the last. The transitions 0 to 1 and
 * 1 to 0 happen one at a time: who comes while one is under way waits for it. Who leaves never waits, since no
 * transition is under way while a connection is in.
 */
final class Occupancy {
    // Guarded by this; no hook runs while it is held.
    private int connections;
    /** Complete when the transition that is under way is over. */
    private @Nullable CompletableFuture<Void> transition;

    /** What a component does at a transition. */
    @FunctionalInterface
    interface Hook {
        /** Does it. */
        void run() throws Exception;
    }

    /** A connection comes in, behind {@code first} if there is no other. If that throws, it is not in. */
    void enter(Hook first) throws Exception {
        if (isFirst()) {
            int in = 0;
            try {
                first.run();
                in = 1;
            } finally {
                end(in);
            }
        }
    }

    /** A connection goes out; {@code last} follows if there is no other. */
    void leave(Hook last) throws Exception {
        if (isLast()) {
            try {
                last.run();
            } finally {
                end(0);
            }
        }
    }

    /** Comes in if others are, else begins the transition, as soon as none is under way. */
    private boolean isFirst() {
        while (true) {
            CompletableFuture<Void> other;
            synchronized (this) {
                other = transition;
                if (other == null && connections > 0) {
                    connections++;
                    return false;
                }
                if (other == null) {
                    transition = new CompletableFuture<>();
                    return true;
                }
            }
            other.join();
        }
    }

    private synchronized boolean isLast() {
        connections--;
        if (connections > 0) {
            return false;
        }
        transition = new CompletableFuture<>();
        return true;
    }

    private void end(int in) {
        CompletableFuture<Void> over;
        synchronized (this) {
            connections = in;
            over = transition;
            transition = null;
        }
        if (over != null) {
            over.complete(null);
        }
    }
}
