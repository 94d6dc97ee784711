package io.capstan.wamp.broker;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a session has subscribed to. Its lock is its own monitor, the uppermost one of the broker: the session subscribes on
 * its own thread, and on any other one a subscription may be taken from it.
 */
final class Seat {
    private final Session session;
    private final Subscriptions all;

    // Guarded by this.
    private final Map<Long, Subscription> subscriptions = new HashMap<>(4);
    private boolean left;

    Seat(Session session, Subscriptions all) {
        this.session = session;
        this.all = all;
    }

    Session session() {
        return session;
    }

    /**
     * Subscribes, or does nothing if the session has that subscription.
     *
     * @param most how many subscriptions a session may have
     * @param greeting tells the session, under the lock that events come under
     * @return whether there is room for it
     */
    synchronized boolean subscribe(String uri, MatchPolicy match, int most, Consumer<Subscription> greeting) {
        Subscription known = all.find(uri, match);
        boolean has = known != null && subscriptions.containsKey(known.id());
        if (left || !has && subscriptions.size() >= most) {
            return left;
        }
        Subscription subscription = has ? known : all.enter(session, uri, match);
        subscriptions.put(subscription.id(), subscription);
        boolean greeted = subscription.join(session, () -> greeting.accept(subscription));
        if (!greeted) {
            greeting.accept(subscription);
        }
        return true;
    }

    synchronized boolean has(long id) {
        return subscriptions.containsKey(id);
    }

    /** Unsubscribes; whether the session had that subscription. */
    synchronized boolean unsubscribe(long id) {
        Optional<Subscription> subscription = Optional.ofNullable(subscriptions.remove(id));
        subscription.ifPresent(this::leave);
        return subscription.isPresent();
    }

    /** Takes a subscription from the session, and tells it if it can be told; whether the session had it. */
    synchronized boolean revoke(long id, WampMessage.Unsubscribed notice) {
        boolean had = unsubscribe(id);
        if (had && session.features().has("subscriber.subscription_revocation")) {
            session.send(notice);
        }
        return had;
    }

    /** Ends all subscriptions, and admits none any more. */
    synchronized void leave() {
        left = true;
        List<Subscription> last = new ArrayList<>(subscriptions.values());
        subscriptions.clear();
        last.forEach(this::leave);
    }

    private void leave(Subscription subscription) {
        all.exit(session, subscription);
        subscription.leave(session);
    }
}
