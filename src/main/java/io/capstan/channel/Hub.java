package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.Publication.Position;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Encoder;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The channels of one application: finds a topic by its name, makes it when it is first used, and forgets it afterwards. */
@OnePerApplication
@Typed(Hub.class)
public class Hub {
    private final Topics topics = new Topics(name -> new ChannelView(this, name));
    private final Followers followers = new Followers();
    private final ConnectionRegistry connections;
    private final Dialects dialects;
    private final @Nullable FamilyForm family;
    /** The names of channels that are injected somewhere. */
    private volatile Set<String> declared = Set.of();

    @Inject
    Hub(ConnectionRegistry connections, @Any Instance<Dialect> dialects, @Any Instance<FamilyForm> family) {
        this(connections, dialects.stream().toList(), family.isUnsatisfied() ? null : family.get());
    }

    /** The channels of these connections, which speak these dialects. */
    public Hub(ConnectionRegistry connections, List<Dialect> dialects) {
        this(connections, dialects, null);
    }

    /** The same, with what a family of dialects writes of publications that outlive the server. */
    public Hub(ConnectionRegistry connections, List<Dialect> dialects, @Nullable FamilyForm family) {
        this.connections = connections;
        this.dialects = new Dialects(dialects);
        this.family = family;
    }

    /** What applications inject. */
    @Produces
    @ApplicationScoped
    public Channels channels() {
        return new ChannelsView(this);
    }

    /** Channels follow these rules from now on, use these threads and this clock, and keep no more than this. */
    public void start(Surroundings running, Bounds most) {
        topics.start(running, most);
    }

    /**
     * Channels outlive the server from now on, where their rules say so, and go on with what they kept. Blocks until that is
     * read.
     *
     * @throws IOException if it cannot be read
     */
    public void keepIn(HistoryStore store, ThreadFactory threads) throws IOException {
        topics.keepIn(new StoredChannels(store, family), threads);
    }

    /** What is published from now on ends with the server; what was published before is written, within this time. */
    public void stop(Duration most) throws InterruptedException {
        topics.stop(most);
    }

    /** Channels of these names are there, whether they are in use or not. */
    public void declare(Collection<String> names) {
        declared = Set.copyOf(names);
    }

    /** Someone is told of all that is published from now on. */
    public void follow(Follower follower) {
        followers.add(follower);
    }

    /** The same is told nothing more. */
    public void unfollow(Follower follower) {
        followers.remove(follower);
    }

    // publishing

    /**
     * Makes what an application publishes.
     *
     * @throws IllegalArgumentException if that cannot be published to this channel
     */
    Payload payload(String name, Object data) {
        Payload payload = Payload.of(data, encoder());
        check(name, payload);
        return payload;
    }

    /** Publishes when the transaction commits that this thread is in; at once, if it is in none. */
    public void afterCommit(Runnable publishing) {
        topics.surroundings().transactions().afterCommit(publishing);
    }

    /** Publishes to all. */
    public Posting publish(String name, Payload payload) {
        check(name, payload);
        return post(name, payload, Set.of());
    }

    /** Publishes to all but those with these ids, what was checked. */
    Posting post(String name, Payload payload, Set<String> except) {
        while (true) {
            Topic topic = topics.use(name);
            topic.awaitRoom();
            Posting posting = topic.publish(payload, except, followers.now());
            if (posting != null) {
                topics.giveUpSurplus();
                return posting;
            }
        }
    }

    /** Publishes to all but those with these ids. */
    public Posting publish(String name, Payload payload, Set<String> except) {
        check(name, payload);
        return post(name, payload, except);
    }

    /**
     * Publishes to those for whom a condition holds, and has all followers told, who decide for themselves. It has no place.
     *
     * @param kept whether it is kept where the channel keeps any; only {@link #kept} finds it
     */
    public Posting publishTo(String name, Payload payload, Predicate<WireConnection> only, boolean kept) {
        check(name, payload);
        while (true) {
            Topic topic = topics.use(name);
            topic.awaitRoom();
            Posting posting = topic.publishTo(payload, only, kept, followers.now());
            if (posting != null) {
                topics.giveUpSurplus();
                return posting;
            }
        }
    }

    /** Publishes to those of a channel for whom a condition holds, what was checked. */
    Posting postTo(String name, Payload payload, Predicate<WireConnection> only) {
        Topic topic = topics.find(name).orElse(null);
        if (topic != null) {
            topic.awaitRoom();
            Posting posting = topic.publishTo(payload, only, false);
            if (posting != null) {
                return posting;
            }
        }
        return new Posting(name, "", 0, payload, topics.now());
    }

    private void check(String name, Payload payload) {
        int most = rule(name).largest();
        if (payload.bytes() > most) {
            throw new IllegalArgumentException("A publication of " + payload.bytes()
                    + " bytes is too large for the channel " + name + ", which takes " + most + ".");
        }
    }

    // joining

    /** Has a connection join, in the dialect that it speaks. */
    public void join(String name, WireConnection connection) {
        join(name, connection, null, null);
    }

    /**
     * Has a connection join, and recover what it has missed.
     *
     * @param since the last publication that it got; {@code null}: it asks for none
     * @param answer makes what it is told before all that comes live; called under the lock of the channel
     * @return whether it had not joined before
     */
    public boolean join(
            String name,
            WireConnection connection,
            @Nullable Position since,
            @Nullable Function<Recovery, Outgoing> answer) {
        topics.awaitRoom(name);
        Dialect dialect = dialects.of(connection);
        Topic.Outcome outcome;
        do {
            outcome = topics.use(name).join(connection, dialect, since, answer);
        } while (outcome == Topic.Outcome.RETIRED);
        return outcome == Topic.Outcome.DONE;
    }

    /**
     * Has a connection join in a dialect of its own choice, or go over to it.
     *
     * @param greeting run under the lock of the channel, before all that comes live; not if it had joined in this dialect
     * @return whether it had not joined before in this dialect, and is open
     */
    public boolean joinAs(String name, WireConnection connection, Dialect dialect, Runnable greeting) {
        topics.awaitRoom(name);
        Topic.Outcome outcome;
        do {
            outcome = topics.use(name).join(connection, dialect, greeting);
        } while (outcome == Topic.Outcome.RETIRED);
        return outcome == Topic.Outcome.DONE;
    }

    /** Has a connection leave; returns whether it had joined. */
    public boolean leave(String name, WireConnection connection) {
        Topic topic = topics.find(name).orElse(null);
        boolean left = topic != null && topic.leave(connection) == Topic.Outcome.DONE;
        topics.giveUpSurplus();
        return left;
    }

    // looking

    /** The channels in use. */
    Topics topics() {
        return topics;
    }

    /** The channel in use of this name. */
    Optional<Topic> find(String name) {
        return topics.find(name);
    }

    /** Those who have joined a channel. */
    public Stream<WireConnection> members(String name) {
        return find(name).stream().flatMap(Topic::members);
    }

    /** The last publications that a channel keeps, oldest first. */
    public List<Posting> history(String name, int most) {
        return find(name).map(topic -> topic.history(most)).orElse(List.of());
    }

    /** All that a channel keeps, also what is for some only, oldest first. */
    public List<Posting> kept(String name) {
        return find(name).map(Topic::kept).orElse(List.of());
    }

    /** All that channels with these names keep, oldest first; takes a look at each channel in use. */
    public List<Posting> kept(Predicate<String> names) {
        return topics.all().stream()
                .filter(topic -> names.test(topic.name()))
                .flatMap(topic -> topic.kept().stream())
                .sorted(Comparator.comparingLong(Posting::time))
                .toList();
    }

    Stream<String> names() {
        return Stream.concat(declared.stream(), topics.names().stream().filter(name -> !declared.contains(name)));
    }

    /** How many have joined a channel. */
    public int size(String name) {
        return find(name).map(Topic::size).orElse(0);
    }

    /** Whether a connection has joined a channel. */
    public boolean has(String name, WireConnection connection) {
        return find(name).filter(topic -> topic.has(connection)).isPresent();
    }

    /** The connection behind what an application holds, if it is open. */
    public Optional<WireConnection> wire(Connection connection) {
        return connection instanceof WireConnection wire ? Optional.of(wire) : connections.open(connection.id());
    }

    /** Makes what leaves. */
    public Encoder encoder() {
        return connections.encoder();
    }

    /** The view of a channel. */
    Channel channel(String name) {
        return new ChannelView(this, ChannelNames.check(name));
    }

    /** What holds for a channel. */
    public ChannelRule rule(String name) {
        return topics.rule(name);
    }

    /** What holds for those channels, of which something was said, that may begin with this. */
    Stream<ChannelRule> rulesNear(String beginning) {
        return topics.surroundings().rules() instanceof ChannelRules rules ? rules.near(beginning) : Stream.empty();
    }
}
