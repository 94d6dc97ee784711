package io.capstan.wamp.dealer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who of those who share a registration gets a call. The first to register chooses it. */
enum InvokePolicy {
    /** There is only one. */
    SINGLE("single"),
    /** One after the other. */
    ROUND_ROBIN("roundrobin"),
    /** Any. */
    RANDOM("random"),
    /** Who has registered first. */
    FIRST("first"),
    /** Who has registered last. */
    LAST("last"),
    /** Who has the fewest calls under way; among equals the one whose last call is the longest ago. */
    LEAST_BUSY("leastbusy", "least_busy", "queue_least_loaded");

    private final List<String> names;

    InvokePolicy(String... names) {
        this.names = List.of(names);
    }

    static Optional<InvokePolicy> named(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.names.contains(name))
                .findFirst();
    }

    String text() {
        return names.get(0);
    }

    /**
     * The one who gets the next call.
     *
     * @param callees in the order of their registrations
     * @param turn how many calls there have been
     * @param takes who can take it
     */
    @Nullable
    Callee choose(List<Callee> callees, long turn, Predicate<Callee> takes) {
        int size = callees.size();
        if (size == 0) {
            return null;
        }
        return switch (this) {
            case SINGLE, FIRST -> next(callees, 0, 1, takes);
            case LAST -> next(callees, size - 1, -1, takes);
            case ROUND_ROBIN -> next(callees, (int) (turn % size), 1, takes);
            case RANDOM -> next(callees, ThreadLocalRandom.current().nextInt(size), 1, takes);
            case LEAST_BUSY ->
                callees.stream()
                        .filter(takes)
                        .min(Comparator.comparingInt(Callee::busy).thenComparingLong(Callee::lastTurn))
                        .orElse(null);
        };
    }

    private static @Nullable Callee next(List<Callee> callees, int begin, int step, Predicate<Callee> takes) {
        int size = callees.size();
        for (int i = 0; i < size; i++) {
            Callee callee = callees.get(Math.floorMod(begin + i * step, size));
            if (takes.test(callee)) {
                return callee;
            }
        }
        return null;
    }
}
