package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.channel.HistoryStore.Life;
import io.capstan.wire.WireConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The channels in use, by their names, and what they all need: rules, a clock, somebody to tell, and an end. Thread-safe. */
final class Topics {
    private final Function<String, Channel> views;
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final AtomicLong lives = new AtomicLong();
    private final Expiries expiries = new Expiries();

    private volatile Surroundings surroundings = Surroundings.BEFORE_START;
    private volatile Bounds bounds = Bounds.DEFAULTS;
    private volatile IdleTopics idle = new IdleTopics(bounds);
    /** {@code null} while nothing outlives the server. */
    private volatile @Nullable StoredChannels stored;

    /** @param views makes what observers see of a channel */
    Topics(Function<String, Channel> views) {
        this.views = views;
    }

    // beginning and end

    void start(Surroundings running, Bounds most) {
        bounds = most;
        idle = new IdleTopics(most);
        surroundings = running;
        running.repeat(() -> expiries.take(now()).forEach(Topic::expire));
    }

    /** They are kept there from now on, where their rules say so, and go on with what is there. Blocks until that is read. */
    void keepIn(StoredChannels channels, ThreadFactory threads) throws IOException {
        stored = channels;
        try {
            channels.restore(this);
        } catch (IOException e) {
            stored = null;
            channels.close();
            throw e;
        }
        channels.start(threads);
    }

    /** What is published from now on ends with the server; what was published before is written, within this time. */
    void stop(Duration most) throws InterruptedException {
        StoredChannels channels = stored;
        if (channels != null) {
            stored = null;
            channels.stop(List.copyOf(topics.values()), most);
        }
    }

    // finding

    Optional<Topic> find(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** The one of this name, which is made if it is not in use. */
    Topic use(String name) {
        Topic topic = topics.get(name);
        return topic != null ? topic : topics.computeIfAbsent(name, this::create);
    }

    private Topic create(String name) {
        return new Topic(name, lives.incrementAndGet(), rule(name), this);
    }

    /** Makes the one of a life that goes on. */
    Topic restore(Life life, long oldest, List<Posting> postings) {
        lives.accumulateAndGet(life.number(), Math::max);
        Topic topic = new Topic(life.name(), life.number(), rule(life.name()), this);
        topics.put(life.name(), topic);
        topic.restore(life, oldest, postings);
        giveUpSurplus();
        return topic;
    }

    Collection<Topic> all() {
        return topics.values();
    }

    Collection<String> names() {
        return topics.keySet();
    }

    // what they need

    /** What holds for a channel. */
    ChannelRule rule(String name) {
        return surroundings.rules().apply(name);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Milliseconds since 1970. */
    long now() {
        return surroundings.clock().getAsLong();
    }

    /** What the positions of a life of a channel have in common, and those of no other one. */
    String epoch(long life) {
        return surroundings.epoch() + "-" + Long.toString(life, Character.MAX_RADIX);
    }

    /** What notes that a new channel is to be written; {@code null} if nothing outlives the server. */
    @Nullable
    Filing filing(Topic topic, History history) {
        StoredChannels channels = stored;
        return channels == null ? null : channels.filing(topic, history);
    }

    // joining and leaving

    /** Waits until there is room to note that somebody joins. */
    void awaitRoom(String name) {
        surroundings.events().awaitRoom(name);
    }

    /** A connection has joined. Under the lock of the topic. */
    void joined(Topic topic, WireConnection connection, boolean first) {
        surroundings.events().joined(views.apply(topic.name()), connection, first);
    }

    /** A connection has left. Under the lock of the topic. */
    void left(Topic topic, WireConnection connection, boolean last) {
        surroundings.events().left(views.apply(topic.name()), connection, last);
    }

    /** Has the events of a channel fired that have been noted. Without a lock. */
    void fire(String name) {
        surroundings.events().fire(name);
    }

    // being of no use any more

    Expiries expiries() {
        return expiries;
    }

    IdleTopics idle() {
        return idle;
    }

    /** Gives up channels that nobody has joined, if there are too many. Without a lock. */
    void giveUpSurplus() {
        for (Topic topic = idle.surplus(); topic != null; topic = idle.surplus()) {
            topic.giveUp();
        }
    }

    /** It is of no use any more. */
    void forget(Topic topic) {
        topics.remove(topic.name(), topic);
    }
}
