package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.Message;
import io.capstan.Publication.Position;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Shards;
import io.capstan.wire.WireConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A hub with clients on fake wires, and a clock that goes on when it is told. */
final class HubRig implements AutoCloseable {
    final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    final Hub hub;
    private final Shards shards;
    private final Numbered numbered = new Numbered();
    private Runnable sweep = () -> {};

    /** A dialect that says the offset too: {@code 7:text}; an answer is {@code true epoch 7 5:text 6:text 7:text}. */
    private static final class Numbered implements Dialect {
        private final Set<WireConnection> speakers = ConcurrentHashMap.newKeySet();

        @Override
        public boolean isSpokenBy(WireConnection connection) {
            return speakers.contains(connection);
        }

        @Override
        public Outgoing encode(Posting posting) {
            return Outgoing.text(text(posting), Optional.empty());
        }

        private static String text(Posting posting) {
            return posting.offset() + ":" + posting.payload().raw().text();
        }

        Outgoing answer(Recovery recovery) {
            String missed = recovery.missed().stream().map(Numbered::text).collect(Collectors.joining(" "));
            String answer = recovery.recovered() + " " + recovery.epoch() + " " + recovery.offset() + " " + missed;
            return Outgoing.text(answer.strip(), Optional.empty());
        }
    }

    /** Whoever brings something does it, so that all happens in one order. */
    HubRig() {
        this(Shards.inline());
    }

    HubRig(Shards shards) {
        this(shards, "run", ChannelEvents.NONE, Bounds.DEFAULTS, name -> ChannelRule.DEFAULT);
    }

    HubRig(Shards shards, String epoch, ChannelEvents events, Bounds bounds, Function<String, ChannelRule> rules) {
        this.shards = shards;
        hub = new Hub(new ConnectionRegistry(), List.of(numbered));
        hub.start(new Surroundings(rules, clock::get, events, epoch, task -> sweep = task), bounds);
    }

    /** A rig whose channels keep publications. */
    static HubRig keeping(Shards shards, int size, Duration age) {
        ChannelRule rule = new ChannelRule(size, age, 1 << 20, false);
        Bounds roomy = new Bounds(10_000, 64 << 20, Integer.MAX_VALUE);
        return new HubRig(shards, "run", ChannelEvents.NONE, roomy, name -> rule);
    }

    /** Who takes everything that is published as it is. */
    FakeClient client() {
        return FakeClient.open(shards);
    }

    /** Who is told offsets. */
    FakeClient numberedClient() {
        return numbered(client());
    }

    FakeClient numbered(FakeClient client) {
        numbered.speakers.add(client.connection());
        return client;
    }

    Channel channel(String name) {
        return hub.channel(name);
    }

    /** A client joins, and is told where it stands. */
    boolean join(String channel, FakeClient client, @Nullable Position since) {
        return hub.join(channel, client.connection(), since, numbered::answer);
    }

    void pass(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    /** What happens each second. */
    void sweep() {
        sweep.run();
    }

    List<String> names() {
        return hub.names().sorted().toList();
    }

    static Message text(String text) {
        return Message.text(text);
    }

    @Override
    public void close() {
        shards.close();
    }
}
