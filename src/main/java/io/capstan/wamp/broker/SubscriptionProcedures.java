package io.capstan.wamp.broker;

import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What clients may ask about the subscriptions of their realm, and the procedure that ends one. */
final class SubscriptionProcedures {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Subscriptions subscriptions;
    private final Revocation revocation;

    /** Takes a subscription from a session. */
    @FunctionalInterface
    interface Revocation {
        /** Whether the session had it. */
        boolean revoke(long session, WampMessage.Unsubscribed notice, long subscription);
    }

    SubscriptionProcedures(Subscriptions subscriptions, Revocation revocation) {
        this.subscriptions = subscriptions;
        this.revocation = revocation;
    }

    void provide(Dealer dealer) {
        dealer.provide("wamp.subscription.list", (caller, arguments) -> list());
        dealer.provide("wamp.subscription.lookup", (caller, arguments) -> lookup(arguments));
        dealer.provide("wamp.subscription.match", (caller, arguments) -> match(arguments));
        dealer.provide("wamp.subscription.get", (caller, arguments) -> Arguments.of(details(visible(arguments))));
        dealer.provide("wamp.subscription.list_subscribers", (caller, arguments) -> subscribers(visible(arguments)));
        dealer.provide(
                "wamp.subscription.count_subscribers",
                (caller, arguments) -> Arguments.of(visible(arguments).visible().count()));
        dealer.provide("wamp.subscription.remove_subscriber", (caller, arguments) -> remove(arguments));
    }

    private Arguments list() {
        Map<String, List<Long>> ids = new LinkedHashMap<>();
        for (MatchPolicy match : MatchPolicy.values()) {
            ids.put(match.text(), new ArrayList<>());
        }
        subscriptions.all().filter(Subscription::isVisible).forEach(each -> Objects.requireNonNull(
                        ids.get(each.match().text()))
                .add(each.id()));
        return Arguments.of(ids);
    }

    private Arguments lookup(Arguments arguments) {
        Object options = argument(arguments, 1);
        Object name = options instanceof Map<?, ?> dict ? dict.get("match") : null;
        MatchPolicy match = name == null
                ? MatchPolicy.EXACT
                : MatchPolicy.named(name.toString())
                        .orElseThrow(() -> invalid("match has to be one of exact, prefix and wildcard"));
        Subscription found = subscriptions.find(text(arguments, 0), match);
        List<@Nullable Object> result = new ArrayList<>();
        result.add(found == null || !found.isVisible() ? null : found.id());
        return Arguments.of(result, Map.of());
    }

    private Arguments match(Arguments arguments) {
        String topic = text(arguments, 0);
        List<Long> ids = new ArrayList<>();
        Subscription exact = subscriptions.exact(topic);
        if (exact != null && exact.isVisible()) {
            ids.add(exact.id());
        }
        subscriptions.matching(topic, each -> {
            if (each.isVisible() && each.reaches(topic)) {
                ids.add(each.id());
            }
        });
        return Arguments.of(List.of(ids), Map.of());
    }

    private static Arguments subscribers(Subscription subscription) {
        return Arguments.of(List.of(subscription.visible().map(Session::id).toList()), Map.of());
    }

    private Arguments remove(Arguments arguments) {
        Subscription subscription = visible(arguments);
        long session = number(arguments, 1);
        Object reason = arguments.named().get("reason");
        reason = reason == null ? argument(arguments, 2) : reason;
        String why = reason == null ? "wamp.close.normal" : reason.toString();
        if (!Uris.isExact(why, Uris.Check.LOOSE)) {
            throw new WampException(Errors.INVALID_URI, "The reason '" + why + "' is no URI.");
        }
        Dict details = Dict.of("subscription", subscription.id()).with("reason", why);
        if (!revocation.revoke(session, new WampMessage.Unsubscribed(0, details), subscription.id())) {
            throw new WampException(
                    Errors.NO_SUCH_SESSION,
                    "No session " + session + " has the subscription " + subscription.id() + ".");
        }
        return Arguments.NONE;
    }

    private Subscription visible(Arguments arguments) {
        Subscription subscription = subscription(subscriptions, arguments);
        if (!subscription.isVisible()) {
            throw unknown(subscription.id());
        }
        return subscription;
    }

    /** The subscription whose id is the first argument. */
    static Subscription subscription(Subscriptions subscriptions, Arguments arguments) {
        long id = number(arguments, 0);
        Subscription subscription = subscriptions.get(id);
        if (subscription == null) {
            throw unknown(id);
        }
        return subscription;
    }

    private static WampException unknown(long id) {
        return new WampException(Errors.NO_SUCH_SUBSCRIPTION, "There is no subscription " + id + ".");
    }

    /** What is told of a subscription. */
    static Map<String, Object> details(Subscription subscription) {
        return Map.of(
                "id", subscription.id(),
                "created", time(subscription.created()),
                "uri", subscription.uri(),
                "match", subscription.match().text());
    }

    /** A time, as the specification writes it. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    private static long number(Arguments arguments, int position) {
        if (argument(arguments, position) instanceof Long number) {
            return number;
        }
        throw invalid("argument " + position + " has to be an id");
    }

    private static String text(Arguments arguments, int position) {
        if (argument(arguments, position) instanceof String text) {
            return text;
        }
        throw invalid("argument " + position + " has to be a URI");
    }

    private static @Nullable Object argument(Arguments arguments, int position) {
        List<@Nullable Object> positional = arguments.positional();
        return position < positional.size() ? positional.get(position) : null;
    }

    private static WampException invalid(String what) {
        return new WampException(Errors.INVALID_ARGUMENT, "This does not fit: " + what + ".");
    }
}
