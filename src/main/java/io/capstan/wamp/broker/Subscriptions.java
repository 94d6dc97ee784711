package io.capstan.wamp.broker;

import io.capstan.channel.Follower;
import io.capstan.channel.Hub;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.match.PrefixIndex;
import io.capstan.wamp.match.WildcardIndex;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a realm: each is there while somebody has subscribed. Any thread may look. Who comes and goes is noted
 * under its lock, which calls nobody; that they get events, or get none any more, is arranged behind it.
 *
 * <p>It sees to it that the follower follows the channels as long as there is somebody who has not joined the channel of what
 * was subscribed to.
 */
final class Subscriptions {
    private final TopicNames names;
    private final Hub hub;
    private final SubscriptionEvents events;
    private final Follower follower = new TopicFollower(this);

    private final Map<Long, Subscription> byId = new ConcurrentHashMap<>();
    private final Map<String, ExactSubscription> exact = new ConcurrentHashMap<>();
    private final PrefixIndex<PatternSubscription> prefixes = new PrefixIndex<>();
    private final WildcardIndex<PatternSubscription> wildcards = new WildcardIndex<>();

    // Guarded by this.
    private long lastId;
    /** How many have subscribed without joining a channel. */
    private long following;

    Subscriptions(TopicNames names, Hub hub, SubscriptionEvents events) {
        this.names = names;
        this.hub = hub;
        this.events = events;
    }

    // changing

    /** A session subscribes that has not subscribed to this: the subscription, which may be new. */
    synchronized Subscription enter(Session session, String uri, MatchPolicy match) {
        Subscription subscription = find(uri, match);
        if (subscription == null) {
            subscription = create(uri, match);
        }
        boolean first = !subscription.isVisible();
        subscription.sessions().put(session.id(), session);
        if (!session.isInternal()) {
            events.subscribed(session, subscription, first);
        }
        if (follows(session, match) && following++ == 0) {
            hub.follow(follower);
        }
        return subscription;
    }

    private Subscription create(String uri, MatchPolicy match) {
        long id = ++lastId;
        Subscription subscription;
        if (match == MatchPolicy.EXACT) {
            ExactSubscription made = new ExactSubscription(id, uri, Instant.now(), hub, names.channel(uri));
            exact.put(uri, made);
            subscription = made;
        } else {
            PatternSubscription made = new PatternSubscription(id, uri, match, Instant.now());
            if (match == MatchPolicy.PREFIX) {
                prefixes.put(uri, made);
            } else {
                wildcards.put(uri, made);
            }
            subscription = made;
        }
        byId.put(id, subscription);
        return subscription;
    }

    /** A session has a subscription no longer that it had. */
    synchronized void exit(Session session, Subscription subscription) {
        subscription.sessions().remove(session.id());
        if (!session.isInternal()) {
            boolean last = !subscription.isVisible();
            events.unsubscribed(session, subscription, last);
        }
        if (subscription.sessions().isEmpty()) {
            delete(subscription);
        }
        if (follows(session, subscription.match()) && --following == 0) {
            hub.unfollow(follower);
        }
    }

    private void delete(Subscription subscription) {
        byId.remove(subscription.id());
        switch (subscription.match()) {
            case EXACT -> exact.remove(subscription.uri());
            case PREFIX -> prefixes.remove(subscription.uri());
            case WILDCARD -> wildcards.remove(subscription.uri());
        }
    }

    private static boolean follows(Session session, MatchPolicy match) {
        return match != MatchPolicy.EXACT
                || session.connection().isEmpty()
                || session.protocol().isEmpty();
    }

    // looking

    @Nullable
    Subscription find(String uri, MatchPolicy match) {
        return switch (match) {
            case EXACT -> exact.get(uri);
            case PREFIX -> prefixes.get(uri);
            case WILDCARD -> wildcards.get(uri);
        };
    }

    @Nullable
    Subscription get(long id) {
        return byId.get(id);
    }

    Stream<Subscription> all() {
        return byId.values().stream();
    }

    /** That to a topic itself. */
    @Nullable
    ExactSubscription exact(String topic) {
        return exact.get(topic);
    }

    /** Those by pattern that a topic fits. */
    void matching(String topic, Consumer<PatternSubscription> found) {
        prefixes.match(topic, found);
        wildcards.match(topic, found);
    }

    /** The topic that a channel is, if it is one of this realm. */
    Optional<String> topic(String channel) {
        return names.topic(channel);
    }
}
