package io.capstan.wamp.broker;

import io.capstan.channel.Follower;
import io.capstan.channel.Posting;
import java.util.Optional;
import java.util.Set;

/** Brings what is published to the topics of a realm to those subscribers who have not joined its channel. */
record TopicFollower(Subscriptions subscriptions) implements Follower {

    @Override
    public void published(Posting posting, Set<String> except) {
        subscriptions.topic(posting.channel()).ifPresent(topic -> published(topic, posting, except));
    }

    private void published(String topic, Posting posting, Set<String> except) {
        ExactSubscription exact = subscriptions.exact(topic);
        if (exact != null) {
            exact.tellOthers(EventBody.of(posting));
        }
        Optional<String> key = posting.payload().key();
        subscriptions.matching(topic, each -> each.tell(topic, EventBody.of(posting), key, except));
    }
}
