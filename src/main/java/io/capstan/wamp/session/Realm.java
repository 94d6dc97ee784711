package io.capstan.wamp.session;

import io.capstan.wamp.Broker;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Identity;
import io.capstan.wamp.RealmDesk;
import io.capstan.wamp.auth.Door;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm: a world of its own, of sessions, what these subscribe to and what they offer to others. */
final class Realm implements RealmDesk {
    private final RealmOptions options;
    private final Broker broker;
    private final Dealer dealer;
    private final Door door;
    private final Guard guard;
    private final Roster roster = new Roster();
    private final Testaments testaments;
    private final Map<String, Object> roles;

    /** Whether nobody may join any more. */
    private volatile boolean closed;

    /** Which procedures a realm has for its members to look at it. */
    enum Meta {
        ALL,
        NONE
    }

    /** @param door who joins */
    Realm(RealmOptions options, Broker broker, Dealer dealer, Door door, Guard guard) {
        this(options, broker, dealer, door, guard, Meta.ALL);
    }

    Realm(RealmOptions options, Broker broker, Dealer dealer, Door door, Guard guard, Meta meta) {
        this.options = options;
        this.broker = broker;
        this.dealer = dealer;
        this.door = door;
        this.guard = guard;
        this.testaments = new Testaments(broker);
        this.roles = FeatureTable.roles(broker.features(), dealer.features(), meta);
        if (meta == Meta.ALL) {
            new SessionMeta(this).provide(dealer);
            new TestamentMeta(this, testaments).provide(dealer);
        }
    }

    @Override
    public String name() {
        return options.name();
    }

    RealmOptions options() {
        return options;
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Dealer dealer() {
        return dealer;
    }

    Door door() {
        return door;
    }

    Guard guard() {
        return guard;
    }

    Roster roster() {
        return roster;
    }

    /** What a client is welcomed with. */
    Dict welcome(Identity identity) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("realm", name());
        details.put("authid", identity.authid());
        details.put("authrole", identity.authrole());
        details.put("authmethod", identity.authmethod());
        details.put("authprovider", identity.authprovider());
        if (!identity.extra().isEmpty()) {
            details.put("authextra", identity.extra().members());
        }
        details.put("agent", "Capstan"); // without a version, which is nobody's business
        details.put("roles", roles);
        return new Dict(details);
    }

    /** A session is about to be welcomed. */
    void enter(ClientSession session) {
        roster.add(session);
    }

    /** A session has been welcomed; false if the realm is being closed. */
    boolean join(ClientSession session) {
        if (closed) {
            return false;
        }
        broker.announce("wamp.session.on_join", Arguments.of(SessionMeta.details(session)));
        return true;
    }

    /** A session is over. On the thread of the session, once. */
    void leave(ClientSession session) {
        roster.remove(session);
        testaments.execute(session);
        broker.leave(session);
        dealer.leave(session);
        guard.forget(session);
        Identity identity = session.identity();
        broker.announce("wamp.session.on_leave", Arguments.of(session.id(), identity.authid(), identity.authrole()));
    }

    /** Somebody is gone who was seen by nobody. */
    void part(Errand errand) {
        testaments.execute(errand);
        broker.leave(errand);
        dealer.leave(errand);
        guard.forget(errand);
    }

    /** Nobody joins from now on. */
    void close() {
        closed = true;
    }
}
