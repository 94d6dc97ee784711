package io.capstan.wamp.session;

import io.capstan.TokenVerifier;
import io.capstan.Wamp.Authorizer.Action;
import io.capstan.channel.Hub;
import io.capstan.settings.OnePerApplication;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.auth.Door;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Security;
import io.capstan.wamp.broker.RealmBroker;
import io.capstan.wamp.broker.TopicNames;
import io.capstan.wamp.dealer.RealmDealer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Makes the realms of an application. */
@OnePerApplication
class Realms {
    private final Hub hub;
    private final Security security;

    @Inject
    Realms(Hub hub, Security security) {
        this.security = security;
        this.hub = hub;
    }

    /** A router with these realms. */
    Router open(WampOptions options, TokenVerifier tokens, BiFunction<Duration, Runnable, Future<?>> timer) {
        return new Router(
                options.realms().stream()
                        .map(realm -> realm(realm, tokens, timer))
                        .toList(),
                options.authenticationTime());
    }

    private Realm realm(RealmOptions options, TokenVerifier tokens, BiFunction<Duration, Runnable, Future<?>> timer) {
        RealmBroker broker = new RealmBroker(new TopicNames(options.channels()), hub, options.broker());
        Dealer dealer = new RealmDealer(broker, options.dealer(), timer);
        Door door = security.door(options.auth(), tokens);
        Guard guard = security.guard(options.auth(), options.channels());
        broker.provide(dealer, (session, uri, match) -> guard.check(session, Action.SUBSCRIBE, uri, match));
        return new Realm(options, broker, dealer, door, guard);
    }
}
