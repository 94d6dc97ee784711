package io.capstan.gate;

import static io.capstan.gate.Limits.Verdict.FULL;
import static io.capstan.gate.Limits.Verdict.TAKEN;
import static io.capstan.gate.Limits.Verdict.TOO_FAST;
import static io.capstan.gate.Limits.Verdict.TOO_MANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Network FIRST = Network.parse("192.0.2.1").orElseThrow();
    private static final Network SECOND = Network.parse("192.0.2.2").orElseThrow();

    private long now = TimeUnit.DAYS.toNanos(1);

    private Limits limits(int connections, int perAddress, int perUser, int rate, int strikes) {
        return new Limits(
                new LimitOptions(connections, perAddress, perUser, rate, strikes, Duration.ofMinutes(1)), () -> now);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    @DisplayName("PAR-276 so many connections in all, and another one when one has ended, which counts once")
    void total() {
        Limits limits = limits(2, 0, 0, 0, 0);
        Limits.Lease first = limits.connection(FIRST);
        assertEquals(TAKEN, limits.connection(null).verdict());
        assertEquals(FULL, limits.connection(SECOND).verdict());
        first.release().run();
        first.release().run();
        assertEquals(TAKEN, limits.connection(SECOND).verdict());
        assertEquals(FULL, limits.connection(SECOND).verdict());
    }

    @Test
    @DisplayName("PAR-276 so many connections of each address; one that is refused takes nothing")
    void perAddress() {
        Limits limits = limits(0, 1, 0, 0, 0);
        Limits.Lease first = limits.connection(FIRST);
        assertEquals(TOO_MANY, limits.connection(FIRST).verdict());
        assertEquals(TAKEN, limits.connection(SECOND).verdict());
        assertEquals(2, limits.connections());
        first.release().run();
        assertEquals(TAKEN, limits.connection(FIRST).verdict());
    }

    @Test
    @DisplayName("PAR-276 one that is refused because all is full does not count for its address")
    void refusedHalfway() {
        Limits limits = limits(1, 1, 0, 0, 0);
        Limits.Lease first = limits.connection(FIRST);
        assertEquals(FULL, limits.connection(SECOND).verdict());
        first.release().run();
        assertEquals(TAKEN, limits.connection(SECOND).verdict());
    }

    @Test
    @DisplayName("PAR-276 so many handshakes of each address in a second, at once or one after the other")
    void rate() {
        Limits limits = limits(0, 0, 0, 4, 0);
        for (int i = 0; i < 4; i++) {
            assertEquals(TAKEN, limits.connection(FIRST).verdict());
        }
        assertEquals(TOO_FAST, limits.connection(FIRST).verdict());
        assertEquals(TAKEN, limits.connection(SECOND).verdict());
        pass(240);
        assertEquals(TOO_FAST, limits.connection(FIRST).verdict());
        pass(20);
        assertEquals(TAKEN, limits.connection(FIRST).verdict());
        assertEquals(TOO_FAST, limits.connection(FIRST).verdict());
        pass(100_000);
        for (int i = 0; i < 4; i++) {
            assertEquals(TAKEN, limits.connection(FIRST).verdict());
        }
        assertEquals(TOO_FAST, limits.connection(FIRST).verdict());
    }

    @Test
    @DisplayName("PAR-276 so many connections of each user, and nothing is kept of one who has left")
    void users() {
        Limits limits = limits(0, 0, 2, 0, 0);
        List<Limits.Lease> ahab = List.of(limits.user("Ahab"), limits.user("Ahab"));
        assertEquals(TOO_MANY, limits.user("Ahab").verdict());
        assertEquals(TAKEN, limits.user("Ismael").verdict());
        ahab.forEach(lease -> lease.release().run());
        assertEquals(1, limits.users());
        assertEquals(TAKEN, limits.user("Ahab").verdict());
    }

    @Test
    @DisplayName("PAR-279 so many refusals within a minute are too many; switched off, none are")
    void strikes() {
        Limits limits = limits(0, 1, 0, 0, 3);
        assertFalse(limits.strike(FIRST));
        assertFalse(limits.strike(FIRST));
        assertFalse(limits.strike(SECOND));
        assertTrue(limits.strike(FIRST));
        assertFalse(limits.strike(FIRST));
        assertFalse(limits.strike(FIRST));
        pass(60_000);
        assertFalse(limits.strike(FIRST));
        Limits off = limits(0, 1, 0, 0, 0);
        for (int i = 0; i < 1000; i++) {
            assertFalse(off.strike(FIRST));
        }
        assertEquals(0, off.addresses());
    }

    @Test
    @DisplayName("PAR-276 a million addresses fill no memory, and those with open connections are not forgotten")
    void bounded() {
        Limits limits = limits(0, 1, 0, 10, 5);
        assertEquals(TAKEN, limits.connection(FIRST).verdict());
        Random random = new Random(1);
        int most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] address = new byte[16];
            random.nextBytes(address);
            Network network = Network.source(IpLiteral.address(address));
            limits.connection(network).release().run();
            limits.strike(network);
            most = Math.max(most, limits.addresses());
        }
        assertTrue(most <= 2 * Limits.MOST_IDLE + 2, "at most " + most);
        assertEquals(TOO_MANY, limits.connection(FIRST).verdict());
    }

    @Test
    @DisplayName("PAR-276 what is quiet is forgotten soon")
    void forgotten() {
        Limits limits = limits(0, 0, 0, 10, 0);
        for (int i = 0; i < 10_000; i++) {
            pass(1);
            byte[] address = {10, 0, (byte) (i >> 8), (byte) i};
            limits.connection(new Network(IpLiteral.address(address), 32))
                    .release()
                    .run();
        }
        assertTrue(limits.addresses() < 4096, "there are " + limits.addresses());
    }

    @Test
    @DisplayName("PAR-276 many threads come and go, and at the end nothing is counted")
    void threads() throws InterruptedException {
        Limits limits = limits(5, 3, 3, 0, 0);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 10_000; j++) {
                    Limits.Lease place = limits.connection(j % 2 == 0 ? FIRST : SECOND);
                    Limits.Lease user = limits.user("one");
                    place.release().run();
                    user.release().run();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, limits.connections());
        assertEquals(0, limits.users());
        for (int i = 0; i < 3; i++) {
            assertEquals(TAKEN, limits.connection(FIRST).verdict());
        }
        assertEquals(TOO_MANY, limits.connection(FIRST).verdict());
    }
}
