package io.capstan.store;

import io.capstan.Message;
import io.capstan.Publication;
import io.capstan.Publication.Position;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.channel.Recovery;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Shards;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One run of a server whose channels outlive it, without the server. */
final class StoredHub {
    /** Whoever was there before is believed to be dead. */
    static final Lease.Times AT_ONCE = new Lease.Times(Duration.ZERO, Duration.ofMillis(20));

    private static final Shards SHARDS = Shards.inline();

    final Hub hub;
    /** The one that writes. */
    final Thread writer;

    private StoredHub(Hub hub, Thread writer) {
        this.hub = hub;
        this.writer = writer;
    }

    static ChannelRule rule(int size, Duration age) {
        return new ChannelRule(size, age, 1 << 20, false).keptInStore();
    }

    /** Starts, with epochs that begin so. */
    static StoredHub start(String epoch, Place place, Function<String, ChannelRule> rules, LongSupplier clock)
            throws IOException {
        return start(epoch, place, rules, clock, AT_ONCE);
    }

    /** The same, with other times for whoever finds another one. */
    static StoredHub start(
            String epoch, Place place, Function<String, ChannelRule> rules, LongSupplier clock, Lease.Times times)
            throws IOException {
        Hub hub = MemoryHub.of(epoch, rules, clock);
        List<Thread> threads = new ArrayList<>();
        hub.keepIn(JdbcStore.open(place, "capstan_", times), task -> {
            threads.add(new Thread(task));
            return threads.get(0);
        });
        return new StoredHub(hub, threads.get(0));
    }

    /** Ends as it should. */
    void stop() throws InterruptedException {
        hub.stop(Duration.ofSeconds(30));
    }

    Position publish(String channel, Object data) {
        return hub.channels().channel(channel).publishNow(data).position().orElseThrow();
    }

    List<Publication> history(String channel) {
        return hub.channels().channel(channel).history(1000);
    }

    List<String> texts(String channel) {
        return history(channel).stream()
                .map(publication -> ((Message.Text) publication.message()).text())
                .toList();
    }

    /** Somebody comes back with a position. */
    Recovery join(String channel, Position since) {
        List<Recovery> told = new ArrayList<>();
        FakeClient client = FakeClient.open(SHARDS);
        hub.join(channel, client.connection(), since, recovery -> {
            told.add(recovery);
            return Outgoing.text("joined", Optional.empty());
        });
        client.drop();
        return told.get(0);
    }
}
