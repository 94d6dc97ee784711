package io.capstan.wamp;

import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.Set;

/**
 * Distributes what the sessions of a realm publish. Each session calls it from one thread at a time; what it is told has been
 * authorised, and each request is answered by it, by way of the session. Where it throws, nothing was done, and
 * the session ends with an ABORT.
 */
public interface Broker {
    /** What it can do, for clients to know: {@code publisher_exclusion}. */
    default Set<String> features() {
        return Set.of();
    }

    /** Answers with SUBSCRIBED or an ERROR, before the first event. */
    void subscribe(Session session, WampMessage.Subscribe request) throws ProtocolViolation;

    /** Answers with UNSUBSCRIBED or an ERROR, behind the last event. */
    void unsubscribe(Session session, WampMessage.Unsubscribe request);

    /**
     * Publishes. Answers only if the request wants to be acknowledged.
     *
     * @param grant what is allowed beside the publication itself
     */
    void publish(Session session, WampMessage.Publish request, Grant grant) throws ProtocolViolation;

    /** An event of the realm itself: {@code wamp.session.on_join}. */
    void announce(String topic, Arguments arguments);

    /** The session is over: it gets nothing any more, and has no subscription. */
    void leave(Session session);
}
