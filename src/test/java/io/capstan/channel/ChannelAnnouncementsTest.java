package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ChannelEvent;
import io.capstan.wire.Announcer;
import io.capstan.wire.Connected;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelAnnouncementsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** How often a thread was taken. */
    private final AtomicInteger taken = new AtomicInteger();

    private final Announcer announcer = new Announcer(
            task -> {
                taken.incrementAndGet();
                threads.execute(task);
            },
            Runnable::run);
    private final Hub hub = new Hub(new ConnectionRegistry(), List.of());
    private SeContainer container = start(Observers.class);

    /** What was observed, of one channel in order. */
    @ApplicationScoped
    public static class Observers {
        private static final List<Seen> SEEN = Collections.synchronizedList(new ArrayList<>());

        void subscribed(@Observes @ChannelEvent.Subscribed ChannelEvent event) {
            add("subscribed", event);
        }

        void unsubscribed(@Observes @ChannelEvent.Unsubscribed ChannelEvent event) {
            add("unsubscribed", event);
        }

        void occupied(@Observes @ChannelEvent.Occupied ChannelEvent event) {
            add("occupied", event);
        }

        void vacated(@Observes @ChannelEvent.Vacated ChannelEvent event) {
            add("vacated", event);
        }

        private static void add(String what, ChannelEvent event) {
            SEEN.add(new Seen(what, event.channel().name(), event.connection().id()));
        }
    }

    /** A bean that does not care. */
    @ApplicationScoped
    public static class Bystander {}

    record Seen(String what, String channel, String connection) {}

    private SeContainer start(Class<?> bean) {
        SeContainer started = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(bean)
                .initialize();
        hub.start(
                new Surroundings(
                        name -> ChannelRule.DEFAULT,
                        () -> 0,
                        new ChannelAnnouncements(started.getBeanManager(), announcer),
                        "e",
                        task -> {}),
                Bounds.DEFAULTS);
        Observers.SEEN.clear();
        return started;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        container.close();
    }

    private List<Seen> seen() {
        assertTrue(announcer.awaitAll(Duration.ofSeconds(20)));
        return List.copyOf(Observers.SEEN);
    }

    @Test
    @DisplayName("each event once, in the order in which it happened; a connection that ends has left")
    void events() {
        WireConnection one = Connected.anonymously();
        WireConnection two = Connected.anonymously();
        hub.join("blue", one);
        hub.join("blue", one);
        hub.join("blue", two);
        hub.leave("blue", one);
        hub.leave("blue", one);
        two.exitAll();
        assertEquals(
                List.of(
                        new Seen("subscribed", "blue", one.id()),
                        new Seen("occupied", "blue", one.id()),
                        new Seen("subscribed", "blue", two.id()),
                        new Seen("unsubscribed", "blue", one.id()),
                        new Seen("unsubscribed", "blue", two.id()),
                        new Seen("vacated", "blue", two.id())),
                seen());
    }

    @Test
    @DisplayName("where nobody observes nothing is told, and no thread is taken")
    void silence() {
        container.close();
        container = start(Bystander.class);
        hub.join("blue", Connected.anonymously());
        assertEquals(0, taken.get());
        container.close();
        container = start(Observers.class);
        hub.join("blue", Connected.anonymously());
        assertEquals(1, taken.get());
    }

    @Test
    @DisplayName("8 threads join, leave and end on 10 channels: every event of a channel fits the one before")
    void concurrent() throws Exception {
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            work.add(threads.submit(() -> IntStream.range(0, 3_000).forEach(i -> come(i))));
        }
        for (Future<?> one : work) {
            one.get();
        }
        List<Seen> all = seen();
        for (int channel = 0; channel < 10; channel++) {
            String name = "channel" + channel;
            follow(all.stream().filter(event -> event.channel().equals(name)).toList());
        }
        assertEquals(
                24_000,
                all.stream().filter(event -> event.what().equals("subscribed")).count());
        assertEquals(0, hub.names().count());
    }

    private void come(int i) {
        String channel = "channel" + ThreadLocalRandom.current().nextInt(10);
        WireConnection connection = Connected.anonymously();
        hub.join(channel, connection);
        if (i % 2 == 0) {
            hub.leave(channel, connection);
        }
        connection.exitAll();
    }

    /** The events of one channel against what must have been. */
    private static void follow(List<Seen> events) {
        Set<String> members = new HashSet<>();
        String before = "vacated";
        for (Seen event : events) {
            switch (event.what()) {
                case "subscribed" -> assertTrue(members.add(event.connection()), "joined once");
                case "unsubscribed" -> assertTrue(members.remove(event.connection()), "left once, and behind joining");
                case "occupied" -> {
                    assertEquals("subscribed", before);
                    assertEquals(Set.of(event.connection()), members);
                }
                default -> {
                    assertEquals("unsubscribed", before);
                    assertEquals(Set.of(), members);
                }
            }
            assertFalse(before.equals("unsubscribed")
                    && members.isEmpty()
                    && event.what().equals("subscribed"));
            before = event.what();
        }
        assertEquals(Set.of(), members);
    }
}
