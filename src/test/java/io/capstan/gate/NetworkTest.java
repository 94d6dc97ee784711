package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest(name = "[{index}] {1} in {0}: {2}")
    @DisplayName("PAR-278 a network contains the addresses with which it has its first bits in common")
    @CsvSource({
        "192.0.2.0/24,         192.0.2.0,         true",
        "192.0.2.0/24,         192.0.2.255,       true",
        "192.0.2.0/24,         192.0.3.0,         false",
        "192.0.2.77/24,        192.0.2.1,         true",
        "192.0.2.128/25,       192.0.2.127,       false",
        "192.0.2.128/25,       192.0.2.128,       true",
        "192.0.2.7,            192.0.2.7,         true",
        "192.0.2.7/32,         192.0.2.6,         false",
        "0.0.0.0/0,            203.0.113.9,       true",
        "0.0.0.0/0,            2001:db8::1,       false",
        "::/0,                 2001:db8::1,       true",
        "::/0,                 192.0.2.1,         false",
        "2001:db8::/32,        2001:db8:ffff::1,  true",
        "2001:db8::/32,        2001:db9::,        false",
        "2001:db8::/33,        2001:db8:8000::,   false",
        "2001:db8::1,          2001:db8::1,       true",
        "2001:db8::1,          2001:db8::2,       false",
        "192.0.2.0/24,         ::ffff:192.0.2.9,  true",
        "::ffff:192.0.2.0/120, 192.0.2.9,         true",
        "::ffff:192.0.2.0/120, 192.0.3.9,         false",
    })
    void contains(String network, String address, boolean inside) {
        assertEquals(
                inside,
                Network.parse(network)
                        .orElseThrow()
                        .contains(IpLiteral.parse(address).orElseThrow()));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-278 what is no network, a host name for one, is refused without an exception")
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "localhost",
                "a.example/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/x",
                "10.0.0/8",
                "::/129",
                "::ffff:10.0.0.0/95",
                "::ffff:10.0.0.0/129",
                "[::1]",
                "10.0.0.0/99999999999"
            })
    void bad(String text) {
        assertEquals(Optional.empty(), Network.parse(text));
    }

    @Test
    @DisplayName("two spellings of a network are equal, and it is written without what lies behind its bits")
    void normal() {
        assertEquals(Network.parse("10.0.0.0/8"), Network.parse("10.1.2.3/8"));
        assertEquals("10.0.0.0/8", Network.parse("10.1.2.3/8").orElseThrow().toString());
        assertEquals("10.1.2.3", Network.parse("10.1.2.3/32").orElseThrow().toString());
    }

    @Test
    @DisplayName("PAR-276 an IPv6 address stands for its /64, an IPv4 address for itself")
    void source() {
        assertEquals(
                "2001:db8:1:2:0:0:0:0/64",
                Network.source(IpLiteral.parse("2001:db8:1:2:3:4:5:6").orElseThrow())
                        .toString());
        assertEquals(
                "192.0.2.1",
                Network.source(IpLiteral.parse("192.0.2.1").orElseThrow()).toString());
    }
}
