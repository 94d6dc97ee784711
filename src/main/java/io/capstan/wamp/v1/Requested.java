package io.capstan.wamp.v1;

import io.capstan.wamp.message.WampMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a session has asked for, by the numbers that the second version has for it. Answers come by any thread; what is asked
 * for comes by one at a time.
 */
final class Requested {
    /** The ids of calls as they are written, by request. */
    private final Map<Long, String> calls = new ConcurrentHashMap<>(2);

    /** The topics to be subscribed to, by request. */
    private final Map<Long, String> subscribing = new ConcurrentHashMap<>(2);

    /** The topics, by subscription. */
    private final Map<Long, String> topics = new ConcurrentHashMap<>(2);

    /** The subscriptions, by topic. */
    private final Map<String, Long> subscriptions = new ConcurrentHashMap<>(2);

    /** Used by the thread that asks. */
    private long requests;

    /** The next number. */
    long next() {
        return ++requests;
    }

    long call(String id) {
        calls.put(next(), id);
        return requests;
    }

    /** The call that is answered. */
    Optional<String> call(long request) {
        return Optional.ofNullable(calls.remove(request));
    }

    long subscribe(String topic) {
        subscribing.put(next(), topic);
        return requests;
    }

    void subscribed(WampMessage.Subscribed answer) {
        String topic = subscribing.remove(answer.request());
        if (topic != null) {
            topics.put(answer.subscription(), topic);
            subscriptions.put(topic, answer.subscription());
        }
    }

    /** The topic that is not subscribed to after all. */
    Optional<String> refused(long request) {
        return Optional.ofNullable(subscribing.remove(request));
    }

    /** The subscription to be given up, if there is one to this topic. */
    Optional<Long> unsubscribe(String topic) {
        Optional<Long> subscription = Optional.ofNullable(subscriptions.remove(topic));
        subscription.ifPresent(topics::remove);
        return subscription;
    }

    /** The router has ended a subscription by itself. */
    void ended(WampMessage.Unsubscribed notice) {
        if (notice.details() != null && notice.details().members().get("subscription") instanceof Long subscription) {
            Optional.ofNullable(topics.remove(subscription)).ifPresent(subscriptions::remove);
        }
    }

    /** What a subscription is to. */
    Optional<String> topic(long subscription) {
        return Optional.ofNullable(topics.get(subscription));
    }
}
