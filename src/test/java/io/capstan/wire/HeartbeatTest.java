package io.capstan.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.OutboxLimits.OverflowPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final WireOptions FAST = new WireOptions(
            Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(40), 1000, Duration.ZERO, Duration.ZERO);

    private final ConnectionRegistry registry = new ConnectionRegistry();

    private WireConnection connection(Wire wire) {
        WireSupport support = new WireSupport(
                FAST,
                registry.encoder(),
                System::nanoTime,
                task -> {},
                Runnable::run,
                Rig.INLINE,
                (delay, task) -> new CompletableFuture<>(),
                Runnable::run);
        WireConnection connection = new WireConnection(
                Rig.identity(HeartbeatTest.class),
                wire,
                new OutboxOptions(1, 1024, OverflowPolicy.CLOSE),
                support,
                info -> {});
        registry.add(connection);
        return connection;
    }

    private static Wire failing(Error error, AtomicInteger pings) {
        FakeWire fake = new FakeWire();
        return new Wire() {
            @Override
            public String name() {
                return fake.name();
            }

            @Override
            public boolean joins() {
                return false;
            }

            @Override
            public boolean write(Batch batch, Completion completion) throws IOException {
                return fake.write(batch, completion);
            }

            @Override
            public void ping(ByteBuffer payload) {
                pings.incrementAndGet();
                throw error;
            }

            @Override
            public void close(int code, String reason) {
                fake.close(code, reason);
            }

            @Override
            public void abort() {
                fake.abort();
            }
        };
    }

    @Test
    @DisplayName("PAR-270 one timer pings all connections that are silent")
    void pings() {
        FakeWire first = new FakeWire();
        FakeWire second = new FakeWire();
        connection(first);
        connection(second);
        try (Heartbeat heartbeat = new Heartbeat(registry, FAST, Executors.defaultThreadFactory())) {
            heartbeat.start(List.of());
            await().until(() -> first.pings.size() > 1 && second.pings.size() > 1);
        }
    }

    @Test
    @DisplayName("a connection that fails while it is looked at, even with an Error, does not stop the timer")
    void survives() {
        AtomicInteger pings = new AtomicInteger();
        connection(failing(new AssertionError("bug in a wire"), pings));
        try (Heartbeat heartbeat = new Heartbeat(registry, FAST, Executors.defaultThreadFactory())) {
            heartbeat.start(List.of());
            await().until(() -> pings.get() > 0);
            FakeWire other = new FakeWire();
            connection(other);
            await().until(() -> other.pings.size() > 1);
        }
    }

    @Test
    @DisplayName("the shortest of intervals can be started")
    void shortest() {
        WireOptions odd = new WireOptions(
                FAST.writeTimeout(), FAST.closeTimeout(), Duration.ofNanos(1), 1, Duration.ZERO, Duration.ZERO);
        try (Heartbeat heartbeat = new Heartbeat(registry, odd, Executors.defaultThreadFactory())) {
            assertDoesNotThrow(() -> heartbeat.start(List.of()));
        }
    }

    @Test
    @DisplayName("what is postponed is done once, after the close time-out or when the timer is closed")
    void postponed() {
        AtomicInteger done = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(registry, FAST, Executors.defaultThreadFactory());
        heartbeat.afterCloseTimeout(done::incrementAndGet);
        await().until(() -> done.get() == 1);
        heartbeat.afterCloseTimeout(done::incrementAndGet);
        heartbeat.close();
        assertEquals(2, done.get(), "done at the close");
        heartbeat.afterCloseTimeout(done::incrementAndGet);
        assertEquals(3, done.get(), "done at once after it");
    }
}
