package io.capstan.wamp.broker;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.WampMessage;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What sessions share that have subscribed to the same: its id, and who they are. Any thread may look. */
abstract sealed class Subscription permits ExactSubscription, PatternSubscription {
    private final long id;
    private final String uri;
    private final MatchPolicy match;
    private final Instant created;

    /** Changed by {@link Subscriptions} only. */
    private final Map<Long, Session> sessions = new ConcurrentHashMap<>(2);

    Subscription(long id, String uri, MatchPolicy match, Instant created) {
        this.id = id;
        this.uri = uri;
        this.match = match;
        this.created = created;
    }

    final long id() {
        return id;
    }

    final String uri() {
        return uri;
    }

    final MatchPolicy match() {
        return match;
    }

    final Instant created() {
        return created;
    }

    /** Those who have subscribed, by their ids. */
    final Map<Long, Session> sessions() {
        return sessions;
    }

    /** Whether other sessions may know of it. */
    final boolean isVisible() {
        return visible().findAny().isPresent();
    }

    /** Those of them that other sessions may know of. */
    final Stream<Session> visible() {
        return sessions.values().stream().filter(session -> !session.isInternal());
    }

    /**
     * Has a session get events from now on.
     *
     * @param greeting run before the first of them comes, under the lock that events come under
     * @return whether the greeting was run: not if the session had joined or its connection has ended
     */
    abstract boolean join(Session session, Runnable greeting);

    /** Has a session get no events any more. */
    abstract void leave(Session session);

    /** What those get who have subscribed, of a publication to a topic that matches. */
    abstract WampMessage.Event event(String topic, EventBody body);

    /** Whether it is about this topic, which matches. */
    abstract boolean reaches(String topic);

    /** Whether an event about this topic is what it seems to be: nobody but the router speaks for the router. */
    static boolean isGenuine(String topic, EventBody body) {
        return body.official() || !Uris.isReserved(topic);
    }

    @Override
    public String toString() {
        return "subscription " + id + " of " + match.text() + " " + uri;
    }
}
