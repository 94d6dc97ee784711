package io.capstan.wamp.dealer;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A procedure, or a pattern of procedures, and those who answer for it. Thread-safe. */
final class Registration {
    private final long id;
    private final String uri;
    private final MatchPolicy match;
    private final InvokePolicy invoke;
    private final Instant created;

    /** In the order of their registrations. Guarded by this. */
    private final List<Callee> callees = new ArrayList<>(1);

    /** How many calls there have been. Guarded by this. */
    private long turn;

    Registration(long id, String uri, RegisterOptions options, Instant created) {
        this.id = id;
        this.uri = uri;
        this.match = options.match();
        this.invoke = options.invoke();
        this.created = created;
    }

    long id() {
        return id;
    }

    String uri() {
        return uri;
    }

    MatchPolicy match() {
        return match;
    }

    InvokePolicy invoke() {
        return invoke;
    }

    Instant created() {
        return created;
    }

    boolean isShared() {
        return invoke != InvokePolicy.SINGLE;
    }

    /** Adds one, which can be chosen as soon as it was told so. */
    synchronized void add(Callee callee, Runnable telling) {
        telling.run();
        callees.add(callee);
    }

    synchronized boolean remove(Session session) {
        return callees.removeIf(callee -> callee.party().session() == session);
    }

    synchronized Optional<Callee> find(Session session) {
        return callees.stream()
                .filter(callee -> callee.party().session() == session)
                .findFirst();
    }

    synchronized List<Session> sessions() {
        return callees.stream().map(callee -> callee.party().session()).toList();
    }

    synchronized List<Party> parties() {
        return callees.stream().map(Callee::party).toList();
    }

    synchronized boolean anyMatch(Predicate<Callee> condition) {
        return callees.stream().anyMatch(condition);
    }

    synchronized int size() {
        return callees.size();
    }

    /** The one who gets a call, among those for whom a condition holds; {@code null} if nobody can take it. */
    synchronized @Nullable Callee take(Predicate<Callee> condition) {
        Callee callee = invoke.choose(callees, turn, each -> each.hasRoom() && condition.test(each));
        if (callee != null) {
            turn++;
            callee.begin(turn);
        }
        return callee;
    }

    /** A call is over that a callee has got. */
    synchronized void done(Callee callee) {
        callee.end();
    }
}
