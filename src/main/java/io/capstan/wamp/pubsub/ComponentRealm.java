package io.capstan.wamp.pubsub;

import io.capstan.Connection;
import io.capstan.PubSubComponent;
import io.capstan.WampException;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Uris;
import io.capstan.wamp.auth.Applicant;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.pubsub.PubSubStyle.Services;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.Visitor;
import io.capstan.wire.WireConnection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The realm that a component is: whoever the gate has let through is in it. Made with the first client. Thread-safe. */
final class ComponentRealm {
    /** The procedures and topics of routers are not those of components. */
    private static final Guard GUARD = (session, action, uri, match) -> {
        if (Uris.isReserved(uri)) {
            throw new WampException(Answers.NOT_AUTHORIZED, "There is no such thing here.");
        }
        return Grant.PLAIN;
    };

    private final PubSubOptions options;
    private final Supplier<Services> services;
    private volatile @Nullable Router router;

    ComponentRealm(PubSubOptions options, Supplier<Services> services) {
        this.options = options;
        this.services = services;
    }

    private Router router() {
        Router made = router;
        if (made == null) {
            synchronized (this) {
                made = router == null ? newRouter() : router;
                router = made;
            }
        }
        return made;
    }

    private Router newRouter() {
        Services running = services.get();
        Topics topics = new Topics(running.hub(), options.prefix(), running.answers());
        return Router.of(
                options.firstVersion().realm(),
                options.settings(),
                new ComponentBroker(topics, running.permissions(), options.subscriptions()),
                new ComponentDealer(running.answers()),
                applicant -> new Step.Admitted(identity(applicant)),
                GUARD);
    }

    private static Identity identity(Applicant applicant) {
        boolean anonymous = applicant.caller().isAnonymous();
        String name = anonymous ? "anonymous" : applicant.caller().name();
        String method = anonymous ? "anonymous" : "caller";
        return new Identity(applicant.realm(), name, method, method, "gate", Dict.EMPTY, applicant.caller());
    }

    /** A client has opened its connection. */
    @Nullable
    Object enter(Object bean, Connection connection) {
        Services running = services.get();
        running.hub().wire(connection).ifPresent(wire -> enter((PubSubComponent) bean, wire, running));
        return null;
    }

    private void enter(PubSubComponent bean, WireConnection connection, Services running) {
        Participant client = new Participant(bean, connection, running.answers());
        connection.attributes().put(Participant.KEY, client);
        client.comesAs(running.visitors().receive(connection, router(), options.firstVersion()));
    }

    /** A message came: what is not done when it has been handled; {@code null} if nothing. */
    @Nullable
    static Object take(Connection connection, Consumer<Visitor> message) {
        Optional<Participant> client = connection.attribute(Participant.KEY, Participant.class);
        return client.isEmpty()
                ? null
                : client.get().take(() -> message.accept(client.get().visitor()));
    }

    /** Its connection has ended. */
    @Nullable
    static Object leave(Connection connection) {
        connection.attribute(Participant.KEY, Participant.class).ifPresent(client -> client.visitor()
                .gone());
        return null;
    }
}
