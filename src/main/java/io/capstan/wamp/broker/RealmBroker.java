package io.capstan.wamp.broker;

import io.capstan.channel.Hub;
import io.capstan.wamp.Broker;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.Grant;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.Set;
import java.util.function.Consumer;

/** The broker of a realm: looks at what sessions ask for, and answers them. */
public final class RealmBroker implements Broker {
    private static final Set<String> FEATURES = Set.of(
            "event_history",
            "event_retention",
            "pattern_based_subscription",
            "payload_passthru_mode",
            "publication_trustlevels",
            "publisher_exclusion",
            "publisher_identification",
            "subscriber_blackwhite_listing",
            "subscription_meta_api",
            "subscription_revocation");

    private final BrokerOptions options;
    private final Seats seats = new Seats();
    private final SubscriptionEvents events = new SubscriptionEvents(this::announce);
    private final Subscriptions subscriptions;
    private final Publications publications;
    private final EventHistory history;

    /** One without subscriptions. */
    public RealmBroker(TopicNames names, Hub hub, BrokerOptions options) {
        this.options = options;
        this.subscriptions = new Subscriptions(names, hub, events);
        this.publications =
                new Publications(names, hub, seats, new Retained(options.retained(), options.retainedBytes()));
        this.history = new EventHistory(names, hub);
    }

    @Override
    public Set<String> features() {
        return FEATURES;
    }

    /**
     * Has a dealer answer calls about subscriptions and past events.
     *
     * @param permission who may read the past events of what it has not subscribed to
     */
    public void provide(Dealer dealer, HistoryPermission permission) {
        new SubscriptionProcedures(subscriptions, this::revoke).provide(dealer);
        new HistoryProcedure(subscriptions, seats, history, permission).provide(dealer);
    }

    // subscribing

    @Override
    public void subscribe(Session session, WampMessage.Subscribe request) throws ProtocolViolation {
        SubscribeOptions wanted = SubscribeOptions.of(request.options());
        if (wanted.match().isEmpty()) {
            refuse(session, request, Errors.OPTION_NOT_ALLOWED, "match is one of exact, prefix and wildcard.");
            return;
        }
        MatchPolicy match = wanted.match().get();
        if (!match.allows(request.topic(), options.uris())) {
            refuse(
                    session,
                    request,
                    Errors.INVALID_URI,
                    "'" + request.topic() + "' is no URI that can be subscribed to.");
            return;
        }
        if (wanted.getRetained()) {
            publications.whileNothingIsRetained(
                    match,
                    () -> subscribe(session, request, match, subscription -> {
                        greet(session, request, subscription);
                        publications
                                .retained(request.topic(), match, session)
                                .forEach(event -> session.send(subscription.event(event.topic(), event.body())));
                    }));
        } else {
            subscribe(session, request, match, subscription -> greet(session, request, subscription));
        }
        events.tell();
    }

    private void subscribe(
            Session session, WampMessage.Subscribe request, MatchPolicy match, Consumer<Subscription> greeting) {
        boolean done =
                seats.of(session, subscriptions).subscribe(request.topic(), match, options.subscriptions(), greeting);
        if (!done) {
            refuse(
                    session,
                    request,
                    Errors.TOO_MANY,
                    "A session has at most " + options.subscriptions() + " subscriptions.");
        }
    }

    private static void greet(Session session, WampMessage.Subscribe request, Subscription subscription) {
        session.send(new WampMessage.Subscribed(request.request(), subscription.id()));
    }

    @Override
    public void unsubscribe(Session session, WampMessage.Unsubscribe request) {
        Seat seat = seats.get(session.id());
        if (seat != null && seat.unsubscribe(request.subscription())) {
            session.send(new WampMessage.Unsubscribed(request.request(), null));
        } else {
            refuse(
                    session,
                    request,
                    Errors.NO_SUCH_SUBSCRIPTION,
                    "This session has no subscription " + request.subscription() + ".");
        }
        events.tell();
    }

    /** Takes a subscription from a session; whether it had it. */
    private boolean revoke(long session, WampMessage.Unsubscribed notice, long subscription) {
        Seat seat = seats.get(session);
        boolean revoked = seat != null && seat.revoke(subscription, notice);
        events.tell();
        return revoked;
    }

    @Override
    public void leave(Session session) {
        Seat seat = seats.remove(session);
        if (seat != null) {
            seat.leave();
            events.tell();
        }
    }

    // publishing

    @Override
    public void publish(Session session, WampMessage.Publish request, Grant grant) throws ProtocolViolation {
        PublishOptions wanted = PublishOptions.of(request.options());
        if (options.strict()
                && !wanted.passthru().isEmpty()
                && !session.features().has("publisher.payload_passthru_mode")) {
            throw new ProtocolViolation("The publisher has not announced payload_passthru_mode.");
        }
        String topic = request.topic();
        if (!Uris.isExact(topic, options.uris()) || Uris.isReserved(topic)) {
            refuse(session, request, wanted, Errors.INVALID_URI, "'" + topic + "' is no URI that can be published to.");
        } else if (wanted.discloseMe() && !grant.mayDisclose() && !grant.disclosesAlways()) {
            refuse(session, request, wanted, Errors.DISCLOSURE_NOT_ALLOWED, "Publishers stay unknown here.");
        } else if (request.arguments().bytes() > publications.largest(topic)) {
            refuse(
                    session,
                    request,
                    wanted,
                    Errors.TOO_LARGE,
                    "The arguments may have " + publications.largest(topic) + " bytes.");
        } else {
            EventBody body = EventBodies.of(session, request, wanted, grant);
            publications.publish(topic, body, session, wanted.retain());
            if (wanted.acknowledge()) {
                session.send(new WampMessage.Published(request.request(), body.publication()));
            }
        }
    }

    @Override
    public void announce(String topic, Arguments arguments) {
        publications.publish(topic, EventBody.official(arguments));
    }

    private static void refuse(
            Session session, WampMessage.Request request, PublishOptions wanted, String error, String why) {
        if (wanted.acknowledge()) {
            refuse(session, request, error, why);
        }
    }

    private static void refuse(Session session, WampMessage.Request request, String error, String why) {
        session.send(request.failure(error, Arguments.of(why)));
    }
}
