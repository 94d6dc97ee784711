package io.capstan.wamp.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the attempts that have failed, for each name and each origin: so who tries secrets is stopped, and nobody can lock out
 * somebody else from elsewhere. It remembers so many of them; thread-safe.
 */
final class Attempts {
    private static final int REMEMBERED = 10_000;
    private static final long NANOSECONDS = 60_000_000_000L;

    private final int most;
    private final LongSupplier clock;

    /** Guarded by this; the one that is used least recently is forgotten first. */
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Count(int failures, long since) {}

    /**
     * None yet.
     *
     * @param most how many may fail within a minute; 0: any number
     * @param clock nanoseconds
     */
    Attempts(int most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Whether somebody may try, or try again. */
    synchronized boolean may(Applicant applicant) {
        Count count = counts.get(key(applicant));
        return most == 0 || count == null || count.failures() < most || isOld(count);
    }

    /** An attempt has failed. */
    synchronized void failed(Applicant applicant) {
        counts.merge(
                key(applicant),
                new Count(1, clock.getAsLong()),
                (before, first) -> isOld(before) ? first : new Count(before.failures() + 1, before.since()));
    }

    private boolean isOld(Count count) {
        return clock.getAsLong() - count.since() >= NANOSECONDS;
    }

    private static String key(Applicant applicant) {
        return applicant.realm() + '\n' + applicant.authid().orElse("") + '\n' + applicant.origin();
    }
}
