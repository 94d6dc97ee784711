package io.capstan.wamp.session;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Testaments.Scope;
import io.capstan.wamp.session.Testaments.Testament;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The procedures by which a session writes its testaments. What it may not publish now is not published later. */
final class TestamentMeta {
    private final Realm realm;
    private final Testaments testaments;

    TestamentMeta(Realm realm, Testaments testaments) {
        this.realm = realm;
        this.testaments = testaments;
    }

    void provide(Dealer dealer) {
        dealer.provide("wamp.session.add_testament", this::add);
        dealer.provide("wamp.session.flush_testaments", this::flush);
    }

    private Arguments add(Session session, Arguments arguments) {
        Parameters parameters = Parameters.of(arguments);
        String topic = parameters.text(0, "topic");
        if (Uris.isReserved(topic) || !Uris.isExact(topic, realm.options().uris())) {
            throw new WampException(Reason.INVALID_URI, "Nobody publishes to this topic.");
        }
        Scope scope = scope(parameters);
        Arguments payload = Arguments.of(
                parameters.list(1, "args").orElse(List.of()),
                parameters.map(2, "kwargs").orElse(Map.of()));
        Map<String, @Nullable Object> options = new HashMap<>(
                parameters.map(Integer.MAX_VALUE, "publish_options").orElse(Map.of()));
        options.remove("acknowledge"); // there will be nobody to tell
        Grant grant = realm.guard().check(session, Action.PUBLISH, topic, MatchPolicy.EXACT);
        testaments.add(
                session,
                scope,
                new Testament(
                        new WampMessage.Publish(1, new Dict(Map.copyOf(withoutNulls(options))), topic, payload),
                        grant));
        return Arguments.NONE;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> options) {
        Map<String, Object> present = new HashMap<>();
        options.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    private Arguments flush(Session session, Arguments arguments) {
        return Arguments.of((long) testaments.flush(session, scope(Parameters.of(arguments))));
    }

    private static Scope scope(Parameters parameters) {
        String scope = parameters.text("scope").orElse("destroyed");
        return switch (scope) {
            case "detached" -> Scope.DETACHED;
            case "destroyed" -> Scope.DESTROYED;
            default ->
                throw new WampException(
                        Reason.INVALID_ARGUMENT, "scope is '" + scope + "'; allowed are detached and destroyed.");
        };
    }
}
