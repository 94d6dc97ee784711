package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.settings.Settings;
import io.capstan.wamp.Identity;
import io.capstan.wamp.auth.AuthOptions;
import io.capstan.wamp.auth.Door;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A router with the realm {@code realm1}, whose broker and dealer only take notes. */
final class SessionRig {
    final FakeBroker broker = new FakeBroker();
    final FakeDealer dealer = new FakeDealer();
    final Realm realm;
    final Router router;

    /** Lets everybody in as whom it says it is. */
    static final Door OPEN = applicant -> {
        String authid = applicant.authid().orElse("anonymous");
        return new Step.Admitted(new Identity(
                applicant.realm(), authid, "guest", "anonymous", "static", Dict.EMPTY, Caller.of(authid, "guest")));
    };

    SessionRig(String... settings) {
        this(OPEN, Guard.OPEN, settings);
    }

    /** @param settings keys of the realm and their values, in turn */
    SessionRig(Door door, Guard guard, String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("capstan.wamp.realm.realm1." + settings[i], settings[i + 1]);
        }
        Settings source = new Settings(key -> Optional.ofNullable(all.get(key)));
        AuthOptions auth = AuthOptions.of(source, List.of("realm1")).get(0);
        RealmOptions options = RealmOptions.general(source).of(source, "realm1", "", auth);
        realm = new Realm(options, broker, dealer, door, guard);
        source.check();
        router = new Router(List.of(realm), Duration.ofSeconds(10));
    }

    static WampMessage.Hello hello(String realm) {
        return new WampMessage.Hello(realm, Dict.of("roles", Map.of("caller", Map.of())));
    }

    /** A client that has said nothing. */
    Client client() {
        return new Client();
    }

    /** A client with a session. */
    Client joined() {
        return joined("ann");
    }

    Client joined(String authid) {
        Client client = new Client();
        client.says(new WampMessage.Hello(
                "realm1", Dict.of("roles", Map.of("caller", Map.of())).with("authid", authid)));
        client.session = client.transport.last(WampMessage.Welcome.class).session();
        return client;
    }

    final class Client {
        final FakeTransport transport = new FakeTransport();
        final Peer peer = new Peer(transport, router);
        long session;
        private long requests;

        Client says(WampMessage message) {
            peer.receive(message);
            return this;
        }

        /** Calls a procedure, and returns what came of it. */
        WampMessage calls(String procedure, Object... arguments) {
            return calls(procedure, List.of(arguments), Map.of());
        }

        WampMessage calls(String procedure, List<?> arguments, Map<String, ?> named) {
            says(new WampMessage.Call(++requests, Dict.EMPTY, procedure, Arguments.of(arguments, named)));
            return transport.last();
        }
    }
}
