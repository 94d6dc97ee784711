package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.ConnectionRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
    private Instant now = Instant.EPOCH;
    private final AddressList rules = new AddressList(new ConnectionRegistry(), () -> now);

    @Test
    @DisplayName("PAR-278 without rules everybody may connect, but for what is no address")
    void none() {
        assertTrue(rules.permits("192.0.2.1"));
        assertTrue(rules.permits("2001:db8::1"));
        assertFalse(rules.permits("localhost"));
    }

    @Test
    @DisplayName("PAR-278 a network is blocked until it is unblocked")
    void block() {
        rules.block("192.0.2.0/24").block("2001:db8::/32");
        assertFalse(rules.permits("192.0.2.7"));
        assertFalse(rules.permits("::ffff:192.0.2.7"));
        assertFalse(rules.permits("2001:db8:1::1"));
        assertTrue(rules.permits("192.0.3.7"));
        assertEquals(
                Map.of("192.0.2.0/24", Optional.empty(), "2001:db8:0:0:0:0:0:0/32", Optional.empty()), rules.blocked());
        rules.unblock("192.0.2.7");
        assertFalse(rules.permits("192.0.2.7"), "the network is blocked, not the address");
        rules.unblock("192.0.2.99/24");
        assertTrue(rules.permits("192.0.2.7"));
    }

    @Test
    @DisplayName("PAR-278 a block for a while ends by itself")
    void timed() {
        rules.block("192.0.2.7", Duration.ofMinutes(1));
        assertFalse(rules.permits("192.0.2.7"));
        assertEquals(Map.of("192.0.2.7", Optional.of(now.plusSeconds(60))), rules.blocked());
        now = now.plusSeconds(59);
        assertFalse(rules.permits("192.0.2.7"));
        now = now.plusSeconds(1);
        assertTrue(rules.permits("192.0.2.7"));
        assertEquals(Map.of(), rules.blocked());
    }

    @Test
    @DisplayName("PAR-278 where some are allowed all others are not, and a block comes first")
    void allow() {
        rules.allow("192.0.2.0/24").block("192.0.2.7");
        assertTrue(rules.permits("192.0.2.8"));
        assertFalse(rules.permits("192.0.2.7"));
        assertFalse(rules.permits("192.0.3.8"));
        assertFalse(rules.permits("2001:db8::1"));
        assertEquals(Set.of("192.0.2.0/24"), rules.allowed());
        rules.disallow("192.0.2.0/24");
        assertTrue(rules.permits("192.0.3.8"));
        assertFalse(rules.permits("192.0.2.7"));
    }

    @Test
    @DisplayName("PAR-278 it begins with what is configured")
    void configured() {
        rules.begin(new AddressOptions(
                List.of(Network.parse("10.0.0.0/8").orElseThrow()),
                List.of(Network.parse("10.1.0.0/16").orElseThrow())));
        assertTrue(rules.permits("10.2.0.1"));
        assertFalse(rules.permits("10.1.0.1"));
        assertFalse(rules.permits("11.0.0.1"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-278 what is no network is an error that says what is allowed")
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "a.example/8"})
    void nonsense(String text) {
        for (Runnable call : List.<Runnable>of(
                () -> rules.block(text),
                () -> rules.block(text, Duration.ofHours(1)),
                () -> rules.unblock(text),
                () -> rules.allow(text),
                () -> rules.disallow(text))) {
            String message =
                    assertThrows(IllegalArgumentException.class, call::run).getMessage();
            assertTrue(message.startsWith("'" + text + "' is no network; allowed is an IP address"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> rules.block("10.0.0.1", Duration.ZERO));
    }

    @Test
    @DisplayName("PAR-279 no more than 100 000 blocks are for a time, and those that are over make room")
    void bounded() {
        for (int i = 0; i < 100_100; i++) {
            byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            rules.block(new Network(IpLiteral.address(address), 32), Duration.ofMinutes(1));
        }
        assertFalse(rules.permits("10.0.0.0"));
        assertTrue(rules.permits("10.1.134.200"), "one too many");
        now = now.plusSeconds(61);
        rules.block(Network.parse("192.0.2.1").orElseThrow(), Duration.ofMinutes(1));
        assertFalse(rules.permits("192.0.2.1"));
        assertEquals(1, rules.blocked().size());
    }
}
