package io.capstan.wamp.dealer;

import io.capstan.WampException;
import io.capstan.wamp.Broker;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has registered what. Changes take its lock, under which they are announced too, so that everybody learns of them in
 * their order; looking up does not.
 */
final class Registry {
    private final Registrations registrations = new Registrations();
    private final Broker broker;
    private final Clock clock = Clock.systemUTC();

    /** Guarded by this. */
    private long lastId;

    Registry(Broker broker) {
        this.broker = broker;
    }

    @Nullable
    Registration best(String procedure) {
        return registrations.best(procedure);
    }

    @Nullable
    Registration get(long id) {
        return registrations.get(id);
    }

    @Nullable
    Registration get(String uri, MatchPolicy match) {
        return registrations.get(uri, match);
    }

    Dict ids() {
        Dict ids = Dict.EMPTY;
        for (MatchPolicy match : MatchPolicy.values()) {
            ids = ids.with(match.text(), registrations.ids(match));
        }
        return ids;
    }

    /**
     * Registers.
     *
     * @param telling tells the callee the id, before it can get a call
     * @throws WampException if somebody else has registered it who does not share it
     */
    synchronized void register(Party party, String uri, RegisterOptions options, LongConsumer telling) {
        Registration registration = registrations.get(uri, options.match());
        if (registration != null && options.force()) {
            replace(registration);
            registration = null;
        }
        if (registration == null) {
            create(party, uri, options, telling);
            return;
        }
        if (!registration.isShared()
                || registration.invoke() != options.invoke()
                || registration.find(party.session()).isPresent()) {
            throw new WampException(
                    Errors.ALREADY_EXISTS,
                    "The procedure " + uri + " is registered, with the policy "
                            + registration.invoke().text() + ".");
        }
        join(party, registration, options, telling);
    }

    private void create(Party party, String uri, RegisterOptions options, LongConsumer telling) {
        Registration registration = new Registration(++lastId, uri, options, clock.instant());
        registrations.add(registration);
        announce("on_create", party.session(), RegistrationProcedures.details(registration));
        join(party, registration, options, telling);
    }

    private void join(Party party, Registration registration, RegisterOptions options, LongConsumer telling) {
        if (party.answersFor(registration)) {
            registration.add(new Callee(party, options), () -> telling.accept(registration.id()));
            announce("on_register", party.session(), registration.id());
        }
        deleteIfUnused(registration, party.session());
    }

    /** Somebody takes its place. */
    private void replace(Registration registration) {
        for (Party party : registration.parties()) {
            revoke(party, registration, "capstan.close.replaced");
        }
    }

    /** Takes a registration from a session, and tells it, if it can be told. */
    synchronized boolean revoke(Party party, Registration registration, String reason) {
        boolean removed = remove(party, registration);
        if (removed && party.session().features().has("callee.registration_revocation")) {
            party.session()
                    .send(new WampMessage.Unregistered(
                            0, Dict.of("registration", registration.id()).with("reason", reason)));
        }
        return removed;
    }

    synchronized boolean unregister(Party party, long id) {
        Registration registration = registrations.get(id);
        return registration != null && remove(party, registration);
    }

    /** Takes a registration from a session; whether it had it. */
    synchronized boolean remove(Party party, Registration registration) {
        party.answersNoLongerFor(registration);
        boolean removed = registration.remove(party.session());
        if (removed) {
            announce("on_unregister", party.session(), registration.id());
            deleteIfUnused(registration, party.session());
        }
        return removed;
    }

    private void deleteIfUnused(Registration registration, Session by) {
        if (registration.size() == 0) {
            registrations.remove(registration);
            announce("on_delete", by, registration.id());
        }
    }

    private void announce(String event, Session session, Object what) {
        broker.announce("wamp.registration." + event, Arguments.of(session.id(), what));
    }

    /** When something was made, as the specification writes it. */
    static String time(Registration registration) {
        return registration.created().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    Stream<Registration> all() {
        return registrations.all();
    }
}
