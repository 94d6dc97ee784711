package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.inject.Typed;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which connections belong to which HTTP session, and closes all of them when it ends. Thread-safe.
 *
 * <p>Servers help only half: Tyrus closes the last connection of a session; for Undertow see {@link EngineLogout}.
 */
@OnePerApplication
@Typed(HttpSessions.class)
class HttpSessions {
    /** By the id that the session has now; no group in it is empty. Guarded by {@code this}. */
    private final Map<String, Group> groups = new HashMap<>();

    /** The connections of one session. Guarded by the lock of the map. */
    private static final class Group {
        private final Set<WireConnection> members = new LinkedHashSet<>();
        private String id;
        /** Where its members are now, if another group of the same session took them. */
        private @Nullable Group successor;

        Group(String id) {
            this.id = id;
        }
    }

    /**
     * A connection belongs to its HTTP session from now on.
     *
     * @return to be run when the connection has ended
     */
    Runnable join(WireConnection connection) {
        HttpSession session = connection.httpSession().orElse(null);
        if (session == null) {
            return () -> {};
        }
        Group group;
        synchronized (this) {
            group = groups.computeIfAbsent(session.getId(), Group::new);
            group.members.add(connection);
        }
        if (isOver(session)) { // it has ended since the handshake: nobody will say so again
            end(connection);
        }
        return () -> leave(group, connection);
    }

    private static boolean isOver(HttpSession session) {
        try {
            session.getLastAccessedTime();
            return false;
        } catch (IllegalStateException invalid) {
            return true;
        }
    }

    private synchronized void leave(Group group, WireConnection connection) {
        Group now = group;
        for (Group next = now; next != null; next = next.successor) {
            now = next;
        }
        now.members.remove(connection);
        if (now.members.isEmpty()) {
            groups.remove(now.id, now);
        }
    }

    /** A session goes on under another id, as servers do it at each login. */
    synchronized void renamed(String before, String now) {
        Group group = groups.remove(before);
        if (group == null) {
            return;
        }
        Group early = groups.get(now); // of a connection that was quicker than the server's listeners
        group.id = now;
        if (early != null) {
            group.members.addAll(early.members);
            early.successor = group;
        }
        groups.put(now, group);
    }

    /** A session has ended: by logout, by time-out, or since somebody invalidated it. */
    void ended(String id) {
        List<WireConnection> members;
        synchronized (this) {
            Group group = groups.remove(id);
            members = group == null ? List.of() : List.copyOf(group.members);
        }
        members.forEach(HttpSessions::end);
    }

    private static void end(WireConnection connection) {
        connection.httpSessionEnded();
        connection.close(CloseCode.UNAUTHENTICATED, "HTTP session ended");
    }
}
