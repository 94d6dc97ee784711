package io.capstan.wamp.broker;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * To all topics whose URIs match. What the router itself says is for those only whose pattern begins as its topics do: whoever
 * wants everything means the application.
 */
final class PatternSubscription extends Subscription {
    private final EventAudience audience = new EventAudience();

    PatternSubscription(long id, String uri, MatchPolicy match, Instant created) {
        super(id, uri, match, created);
    }

    @Override
    boolean join(Session session, Runnable greeting) {
        return audience.add(session, greeting);
    }

    @Override
    void leave(Session session) {
        audience.remove(session);
    }

    @Override
    boolean reaches(String topic) {
        return uri().startsWith("wamp") || !Uris.isReserved(topic);
    }

    /**
     * Tells all who have subscribed of a publication that matches. Under the lock of the channel.
     *
     * @param except the ids of the connections that are left out
     */
    void tell(String topic, EventBody body, Optional<String> key, Set<String> except) {
        if (reaches(topic) && isGenuine(topic, body)) {
            audience.tell(event(topic, body), body, key, except);
        }
    }

    @Override
    WampMessage.Event event(String topic, EventBody body) {
        Dict details = body.details().with("topic", topic);
        return new WampMessage.Event(id(), body.publication(), details, body.arguments());
    }
}
