package io.capstan.rawsocket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final SocketAddress ADA = new InetSocketAddress("192.0.2.1", 1000);
    private static final SocketAddress UNIX = UnixDomainSocketAddress.of("");

    @Test
    @DisplayName("there are so many places for all, and what is given back can be taken")
    void all() {
        Places places = new Places(2, 0);
        assertTrue(places.take(ADA) && places.take(UNIX));
        assertFalse(places.take(ADA));
        places.give(UNIX);
        assertTrue(places.take(ADA));
    }

    @Test
    @DisplayName(
            "an address has so many places whatever its ports are; in IPv6 a network has; a Unix domain socket is not counted")
    void each() {
        Places places = new Places(10, 1);
        assertTrue(places.take(ADA));
        assertFalse(places.take(new InetSocketAddress("192.0.2.1", 1001)));
        assertTrue(places.take(new InetSocketAddress("192.0.2.2", 1000)));
        assertTrue(places.take(new InetSocketAddress("2001:db8::1", 1)));
        assertFalse(places.take(new InetSocketAddress("2001:db8::2", 1)));
        assertTrue(places.take(new InetSocketAddress("2001:db8:0:1::1", 1)));
        assertTrue(places.take(UNIX) && places.take(UNIX));
        places.give(ADA);
        assertTrue(places.take(ADA));
    }
}
