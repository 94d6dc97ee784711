package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.Connection;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connections come and go. */
class JoiningTest {
    private static final ChannelRule NOTICES = new ChannelRule(0, Duration.ofMinutes(1), 100, true);

    /** Notes what it is told. */
    private static final class Log implements ChannelEvents {
        private final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void joined(Channel channel, Connection connection, boolean first) {
            events.add(first ? "first" : "joined");
        }

        @Override
        public void left(Channel channel, Connection connection, boolean last) {
            events.add(last ? "last" : "left");
        }

        @Override
        public void fire(String channel) {}
    }

    private static HubRig rig(ChannelEvents events) {
        return new HubRig(Shards.inline(), "run", events, Bounds.DEFAULTS, name -> NOTICES);
    }

    @Test
    @DisplayName("who joins twice has joined once, and who leaves twice has left once")
    void twice() {
        Log log = new Log();
        HubRig rig = rig(log);
        FakeClient ada = rig.client();
        FakeClient bob = rig.client();
        Channel channel = rig.channel("room");
        channel.join(ada.connection());
        channel.join(ada.connection());
        channel.join(bob.connection());
        assertEquals(2, channel.size());
        assertTrue(channel.has(ada.connection()));
        channel.publish("once");
        assertEquals(List.of("once"), ada.texts());
        channel.leave(ada.connection());
        channel.leave(ada.connection());
        assertFalse(channel.has(ada.connection()));
        channel.publish("without ada");
        assertEquals(List.of("once"), ada.texts());
        assertEquals(List.of(bob.connection()), channel.members().toList());
        channel.leave(bob.connection());
        assertEquals(List.of("first", "joined", "left", "last"), log.events);
        assertEquals(List.of(), rig.names());
    }

    @Test
    @DisplayName("PAR-211 PAR-250 a connection that has ended has left everything, and joins nothing any more")
    void ended() {
        Log log = new Log();
        HubRig rig = rig(log);
        FakeClient ada = rig.client();
        FakeClient bob = rig.client();
        for (int i = 0; i < 100; i++) {
            rig.channel("room" + i).join(ada.connection());
        }
        rig.channel("room7").join(bob.connection());
        assertEquals(100, rig.names().size());
        ada.drop();
        assertEquals(List.of("room7"), rig.names());
        assertEquals(List.of(bob.connection()), rig.channel("room7").members().toList());
        rig.channel("late").join(ada.connection());
        assertEquals(List.of("room7"), rig.names());
        assertEquals(201, log.events.size()); // 101 have joined, 100 have left
        assertEquals(100, Collections.frequency(log.events, "first"));
        assertEquals(99, Collections.frequency(log.events, "last"));
    }

    @Test
    @DisplayName("from two connections to many and back: all are found, all are told, none stays")
    void many() {
        HubRig rig = rig(ChannelEvents.NONE);
        List<FakeClient> clients = new ArrayList<>();
        Channel channel = rig.channel("room");
        for (int i = 1; i <= 40; i++) {
            FakeClient client = rig.client();
            clients.add(client);
            channel.join(client.connection());
            channel.publish("to " + i);
            assertEquals(i, channel.size());
            assertEquals(i, channel.members().count());
        }
        for (int i = 0; i < 40; i++) {
            FakeClient client = clients.get(i);
            assertEquals(40 - i, client.texts().size());
            assertTrue(channel.has(client.connection()));
            client.drop();
            assertFalse(channel.has(client.connection()));
            assertEquals(39 - i, channel.members().count());
        }
        assertEquals(List.of(), rig.names());
    }

    @Test
    @DisplayName("a dialect that fails harms neither the order nor the channel")
    void failing() {
        HubRig rig = rig(ChannelEvents.NONE);
        FakeClient ada = rig.numberedClient();
        assertThrows(
                IllegalStateException.class,
                () -> rig.hub.join("room", ada.connection(), null, recovery -> {
                    throw new IllegalStateException("no answer");
                }));
        assertEquals(List.of(), rig.names());
        assertFalse(rig.channel("room").has(ada.connection()));
        rig.channel("room").join(ada.connection());
        rig.channel("room").publish("fine");
        assertEquals(List.of("1:fine"), ada.texts());
    }

    @Test
    @DisplayName("8 threads join and leave one connection: each join that counts is followed by a leave that counts")
    void concurrently() throws InterruptedException {
        Log log = new Log();
        HubRig rig = new HubRig(new Shards(2, Thread::new), "run", log, Bounds.DEFAULTS, name -> ChannelRule.DEFAULT);
        FakeClient ada = rig.client();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                for (int k = 0; k < 20_000; k++) {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        rig.channel("room").join(ada.connection());
                    } else {
                        rig.channel("room").leave(ada.connection());
                    }
                }
            });
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
        ada.drop();
        assertEquals(List.of(), rig.names());
        assertTrue(log.events.size() > 1000, "only " + log.events.size() + " events");
        for (int i = 0; i < log.events.size(); i++) {
            assertEquals(i % 2 == 0 ? "first" : "last", log.events.get(i));
        }
        rig.close();
    }
}
