package io.capstan.wamp.broker;

import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wire.Serial;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** Tells those who watch the realm what becomes of its subscriptions, in the order in which that was noted. */
final class SubscriptionEvents {
    private final BiConsumer<String, Arguments> publisher;
    private final Queue<Runnable> noted = new ConcurrentLinkedQueue<>();
    private final Serial turns = new Serial(Runnable::run);

    /** @param publisher publishes to a topic as the realm itself */
    SubscriptionEvents(BiConsumer<String, Arguments> publisher) {
        this.publisher = publisher;
    }

    /** Notes that a session has subscribed, as the first one or not. May be called under a lock. */
    void subscribed(Session session, Subscription subscription, boolean first) {
        if (first) {
            note("wamp.subscription.on_create", session, SubscriptionProcedures.details(subscription));
        }
        note("wamp.subscription.on_subscribe", session, subscription.id());
    }

    /** Notes that a session has a subscription no longer, as the last one or not. May be called under a lock. */
    void unsubscribed(Session session, Subscription subscription, boolean last) {
        note("wamp.subscription.on_unsubscribe", session, subscription.id());
        if (last) {
            note("wamp.subscription.on_delete", session, subscription.id());
        }
    }

    private void note(String topic, Session session, Object what) {
        noted.add(() -> publisher.accept(topic, Arguments.of(session.id(), what)));
    }

    /** Tells what was noted. To be called without a lock. */
    void tell() {
        if (!noted.isEmpty()) {
            turns.run(this::tellAll);
        }
    }

    private void tellAll() {
        for (Runnable telling = noted.poll(); telling != null; telling = noted.poll()) {
            telling.run();
        }
    }
}
