package io.capstan.wamp.session;

import io.capstan.WampException;
import io.capstan.wamp.Broker;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What sessions want to have published when they are over (WAMP, "Testaments"). Thread-safe. */
final class Testaments {
    private static final System.Logger LOG = System.getLogger(Testaments.class.getName());

    /** How many a session may have. */
    static final int MOST = 100;

    private final Broker broker;
    /** Each list is made and changed under the lock of the map for its key. */
    private final Map<Long, Map<Scope, List<Testament>>> bySession = new ConcurrentHashMap<>();

    /** Of what the end it is the end of. A session ends with its transport here, so that both come together, in this order. */
    enum Scope {
        DETACHED,
        DESTROYED
    }

    /** A publication, with what was permitted when it was written down. */
    record Testament(WampMessage.Publish publication, Grant grant) {}

    Testaments(Broker broker) {
        this.broker = broker;
    }

    void add(Session session, Scope scope, Testament testament) {
        bySession.compute(session.id(), (id, before) -> {
            Map<Scope, List<Testament>> all = before == null ? new EnumMap<>(Scope.class) : before;
            if (all.values().stream().mapToInt(List::size).sum() >= MOST) {
                throw new WampException(Reason.LIMIT_EXCEEDED, "A session has at most " + MOST + " testaments.");
            }
            all.computeIfAbsent(scope, any -> new ArrayList<>()).add(testament);
            return all;
        });
    }

    /** Forgets those of a scope; how many there were. */
    int flush(Session session, Scope scope) {
        int[] count = {0};
        bySession.computeIfPresent(session.id(), (id, all) -> {
            List<Testament> flushed = all.remove(scope);
            count[0] = flushed == null ? 0 : flushed.size();
            return all.isEmpty() ? null : all;
        });
        return count[0];
    }

    /** The session is over. */
    void execute(Session session) {
        Map<Scope, List<Testament>> all = bySession.remove(session.id());
        if (all != null) {
            all.values().forEach(testaments -> testaments.forEach(testament -> publish(session, testament)));
        }
    }

    private void publish(Session session, Testament testament) {
        try {
            broker.publish(session, testament.publication(), testament.grant());
        } catch (ProtocolViolation e) { // of its options; there is nobody any more to tell
            LOG.log(Level.DEBUG, () -> "A testament of " + session + " was not published", e);
        }
    }
}
