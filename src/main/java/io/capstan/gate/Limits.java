package io.capstan.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts who is in and who wants to come in, and nothing else: all that is counted for the limits is counted here.
 *
 * <p>What is taken is given back by the {@link Lease}. The memory for addresses is bounded: by the connections that are
 * open, and by twice {@value #MOST_IDLE} others, which are forgotten early if there are more of them.
 */
final class Limits {
    static final int MOST_IDLE = 50_000;

    private static final int FEW = 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LimitOptions options;
    private final LongSupplier clock;

    /** Guards all of the fields below; nothing is called out to while it is held. */
    private final Object lock = new Object();

    private int connections;
    private final Map<Network, Source> sources = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private int sweepAt = FEW;

    /** What became of a question. */
    enum Verdict {
        TAKEN,
        /** Too many are open in all. */
        FULL,
        /** The address, or the user, has too many open. */
        TOO_MANY,
        /** The address comes too often. */
        TOO_FAST
    }

    /** What is known of an address: how many it has open, how often it may still come, how often it was refused. */
    private static final class Source {
        int open;
        double allowance;
        long seen;
        int strikes;
        long struck;

        Source(double allowance, long now) {
            this.allowance = allowance;
            this.seen = now;
            this.struck = now - MINUTE;
        }
    }

    /** Something that was taken, or why not. */
    record Lease(Verdict verdict, Runnable release) {
        private static Lease refused(Verdict why) {
            return new Lease(why, () -> {});
        }

        private static Lease taken(Runnable release) {
            AtomicBoolean once = new AtomicBoolean();
            return new Lease(Verdict.TAKEN, () -> {
                if (once.compareAndSet(false, true)) {
                    release.run();
                }
            });
        }
    }

    Limits(LimitOptions options, LongSupplier clock) {
        this.options = options;
        this.clock = clock;
    }

    /** Takes a place for a connection of an address, {@code null} if there is none to count by. */
    Lease connection(@Nullable Network address) {
        Network counted = options.countsAddresses() ? address : null;
        synchronized (lock) {
            Verdict verdict = counted == null ? Verdict.TAKEN : ask(source(counted));
            if (verdict == Verdict.TAKEN && options.connections() > 0 && connections >= options.connections()) {
                verdict = Verdict.FULL;
            }
            if (verdict != Verdict.TAKEN) {
                return Lease.refused(verdict);
            }
            connections++;
            if (counted != null) {
                source(counted).open++;
            }
        }
        return Lease.taken(() -> left(counted));
    }

    private void left(@Nullable Network address) {
        synchronized (lock) {
            connections--;
            Source source = address == null ? null : sources.get(address);
            if (source != null) {
                source.open--;
            }
        }
    }

    private Verdict ask(Source source) {
        long now = clock.getAsLong();
        int rate = options.ratePerAddress();
        if (rate > 0) {
            source.allowance = Math.min(rate, source.allowance + (now - source.seen) * (double) rate / SECOND);
            source.seen = now;
            if (source.allowance < 1) {
                return Verdict.TOO_FAST;
            }
            source.allowance--;
        }
        boolean many = options.perAddress() > 0 && source.open >= options.perAddress();
        return many ? Verdict.TOO_MANY : Verdict.TAKEN;
    }

    /** Takes a place for a connection of a user. */
    Lease user(String name) {
        synchronized (lock) {
            int open = users.getOrDefault(name, 0);
            if (open >= options.perUser()) {
                return Lease.refused(Verdict.TOO_MANY);
            }
            users.put(name, open + 1);
        }
        return Lease.taken(() -> {
            synchronized (lock) {
                users.computeIfPresent(name, (same, open) -> open > 1 ? open - 1 : null);
            }
        });
    }

    /** An address was refused; whether it has now been refused too often. */
    boolean strike(Network address) {
        if (options.strikes() == 0) {
            return false;
        }
        synchronized (lock) {
            Source source = source(address);
            long now = clock.getAsLong();
            if (now - source.struck >= MINUTE) {
                source.struck = now;
                source.strikes = 0;
            }
            if (++source.strikes < options.strikes()) {
                return false;
            }
            source.strikes = 0;
            return true;
        }
    }

    private Source source(Network address) {
        Source known = sources.get(address);
        if (known == null) {
            if (sources.size() >= sweepAt) {
                sweep();
            }
            known = new Source(options.ratePerAddress(), clock.getAsLong());
            sources.put(address, known);
        }
        return known;
    }

    /** Forgets addresses about which there is nothing to remember, and if they are too many, all that have nothing open. */
    private void sweep() {
        long now = clock.getAsLong();
        sources.values()
                .removeIf(source -> source.open == 0 && now - source.seen >= SECOND && now - source.struck >= MINUTE);
        long idle = sources.values().stream().filter(source -> source.open == 0).count();
        if (idle >= MOST_IDLE) {
            sources.values().removeIf(source -> source.open == 0);
        }
        sweepAt = Math.max(FEW, Math.min(2 * sources.size(), sources.size() + MOST_IDLE));
    }

    /** How many places are taken. */
    int connections() {
        synchronized (lock) {
            return connections;
        }
    }

    /** How many addresses are remembered. */
    int addresses() {
        synchronized (lock) {
            return sources.size();
        }
    }

    /** How many users have a place. */
    int users() {
        synchronized (lock) {
            return users.size();
        }
    }
}
