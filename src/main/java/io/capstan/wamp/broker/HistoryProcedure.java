package io.capstan.wamp.broker;

import io.capstan.wamp.Dealer;
import io.capstan.wamp.Session;
import io.capstan.wamp.broker.EventHistory.PastEvent;
import io.capstan.wamp.message.Arguments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code wamp.subscription.get_events}: the past events of a subscription, for those who have it or could have it. */
final class HistoryProcedure {
    /** How many come at once. */
    private static final int MOST = 1000;
    /** How much comes at once, in bytes, unless the caller's outbox takes less. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final int EACH = 200;

    private final Subscriptions subscriptions;
    private final Seats seats;
    private final EventHistory history;
    private final HistoryPermission permission;

    HistoryProcedure(Subscriptions subscriptions, Seats seats, EventHistory history, HistoryPermission permission) {
        this.subscriptions = subscriptions;
        this.seats = seats;
        this.history = history;
        this.permission = permission;
    }

    void provide(Dealer dealer) {
        dealer.provide("wamp.subscription.get_events", this::events);
    }

    private Arguments events(Session caller, Arguments arguments) {
        Subscription subscription = SubscriptionProcedures.subscription(subscriptions, arguments);
        Seat seat = seats.get(caller.id());
        if (seat == null || !seat.has(subscription.id())) {
            permission.check(caller, subscription.uri(), subscription.match());
        }
        EventQuery query = new EventQuery(arguments.named());
        List<PastEvent> found = query.apply(history.events(subscription, caller));
        List<@Nullable Object> page = new ArrayList<>();
        long most = Math.min(query.limit().orElse(MOST), MOST);
        int room = caller.connection()
                .map(connection -> Math.min(connection.mostBytes() / 2, MOST_BYTES))
                .orElse(MOST_BYTES);
        for (PastEvent event : found) {
            room -= event.body().arguments().bytes() + EACH;
            if (page.size() == most || room < 0 && !page.isEmpty()) {
                break;
            }
            page.add(describe(event, subscription));
        }
        return Arguments.of(page, Map.of("is_limit_reached", page.size() < found.size()));
    }

    private static Map<String, Object> describe(PastEvent past, Subscription subscription) {
        var event = subscription.event(past.topic(), past.body());
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("timestamp", SubscriptionProcedures.time(Instant.ofEpochMilli(past.time())));
        described.put("subscription", event.subscription());
        described.put("publication", event.publication());
        described.put("details", event.details().members());
        described.put("args", event.arguments().positional());
        described.put("kwargs", event.arguments().named());
        return described;
    }
}
