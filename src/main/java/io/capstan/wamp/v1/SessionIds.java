package io.capstan.wamp.v1;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of clients of the first version, which know each other by texts nobody can guess. Thread-safe. */
final class SessionIds {
    private static final int LONGEST_NUMBER = 16;

    private final Map<String, Long> sessions = new ConcurrentHashMap<>();

    void add(String name, long session) {
        sessions.put(name, session);
    }

    void remove(String name) {
        sessions.remove(name);
    }

    /** The session that a client means: one of the first version, or the number of one of the second. */
    Optional<Long> find(String name) {
        Long known = sessions.get(name);
        return known != null ? Optional.of(known) : number(name);
    }

    private static Optional<Long> number(String name) {
        boolean digits = !name.isEmpty()
                && name.length() <= LONGEST_NUMBER
                && name.chars().allMatch(at -> at >= '0' && at <= '9');
        return digits ? Optional.of(Long.valueOf(name)) : Optional.empty();
    }
}
