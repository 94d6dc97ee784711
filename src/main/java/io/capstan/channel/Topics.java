package io.capstan.channel;

import io.capstan.channel.HistoryStore.Life;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The channels in use, by their names. Thread-safe. */
final class Topics {
    private final Hub hub;
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final AtomicLong lives = new AtomicLong();

    Topics(Hub hub) {
        this.hub = hub;
    }

    Optional<Topic> find(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** The one of this name, which is made if it is not in use. */
    Topic use(String name) {
        Topic topic = topics.get(name);
        return topic != null ? topic : topics.computeIfAbsent(name, this::create);
    }

    private Topic create(String name) {
        return new Topic(name, lives.incrementAndGet(), hub.rule(name), hub);
    }

    /** Makes the one of a life that goes on. */
    Topic restore(Life life, long oldest, List<Posting> postings) {
        lives.accumulateAndGet(life.number(), Math::max);
        Topic topic = new Topic(life.name(), life.number(), hub.rule(life.name()), hub);
        topics.put(life.name(), topic);
        topic.restore(life, oldest, postings);
        return topic;
    }

    /** It is of no use any more. */
    void forget(Topic topic) {
        topics.remove(topic.name(), topic);
    }

    Collection<Topic> all() {
        return topics.values();
    }

    Collection<String> names() {
        return topics.keySet();
    }
}
