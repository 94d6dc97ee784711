package io.capstan.wamp.session;

import io.capstan.wamp.Session;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sessions of clients in a realm, by their ids. */
final class Roster {
    private final Map<Long, ClientSession> sessions = new ConcurrentHashMap<>();

    void add(ClientSession session) {
        sessions.put(session.id(), session);
    }

    /** Takes it out; whether it was there. */
    boolean remove(Session session) {
        return sessions.remove(session.id()) != null;
    }

    Optional<ClientSession> find(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Stream<ClientSession> all() {
        return sessions.values().stream();
    }

    int size() {
        return sessions.size();
    }
}
