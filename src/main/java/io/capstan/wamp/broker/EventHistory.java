package io.capstan.wamp.broker;

import io.capstan.channel.Hub;
import io.capstan.channel.Posting;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import java.util.List;
import java.util.stream.Stream;

/** The past events of a realm, as its channels keep them. */
final class EventHistory {
    private final TopicNames names;
    private final Hub hub;

    EventHistory(TopicNames names, Hub hub) {
        this.names = names;
        this.hub = hub;
    }

    /**
     * A past event.
     *
     * @param topic what was published to
     * @param time when, in milliseconds since 1970
     */
    record PastEvent(String topic, long time, EventBody body) {}

    /** Those that a subscription would have brought to a session, oldest first. */
    Stream<PastEvent> events(Subscription subscription, Session session) {
        return postings(subscription)
                .map(this::event)
                .filter(event -> subscription.reaches(event.topic())
                        && Subscription.isGenuine(event.topic(), event.body())
                        && event.body().isForLater(session));
    }

    private Stream<Posting> postings(Subscription subscription) {
        if (subscription.match() == MatchPolicy.EXACT) {
            return hub.kept(names.channel(subscription.uri())).stream();
        }
        List<Posting> matching = hub.kept(channel -> names.topic(channel)
                .filter(topic -> subscription.match().matches(subscription.uri(), topic))
                .isPresent());
        return matching.stream();
    }

    private PastEvent event(Posting posting) {
        return new PastEvent(names.topic(posting.channel()).orElseThrow(), posting.time(), EventBody.of(posting));
    }
}
