package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-277 addresses in every form of IPv4 and IPv6")
    @CsvSource({
        "192.0.2.1,                192.0.2.1",
        "0.0.0.0,                  0.0.0.0",
        "255.255.255.255,          255.255.255.255",
        "::,                       0:0:0:0:0:0:0:0",
        "::1,                      0:0:0:0:0:0:0:1",
        "1::,                      1:0:0:0:0:0:0:0",
        "2001:DB8::1,              2001:db8:0:0:0:0:0:1",
        "1:2:3:4:5:6:7:8,          1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::,          1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,          0:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1,         192.0.2.1",
        "::ffff:c000:201,          192.0.2.1",
        "0:0:0:0:0:ffff:192.0.2.1, 192.0.2.1",
        "64:ff9b::192.0.2.1,       64:ff9b:0:0:0:0:c000:201",
        "[::1],                    0:0:0:0:0:0:0:1",
        "fe80::1%eth0,             fe80:0:0:0:0:0:0:1",
    })
    void good(String text, String address) {
        assertEquals(Optional.of(address), IpLiteral.parse(text).map(InetAddress::getHostAddress));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-277 a name is no address and is looked up nowhere, and neither is nonsense")
    @ValueSource(
            strings = {
                "",
                "localhost",
                "a.example",
                "cafe",
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.999",
                "1.2.3.04",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.-1",
                "+1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4:80",
                "[1.2.3.4]",
                "[",
                "[]",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::1",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::\u0661"
            })
    void bad(String text) {
        assertEquals(Optional.empty(), IpLiteral.parse(text));
    }

    @Test
    @DisplayName("PAR-277 there is a verdict for every text, and what is written out is read again")
    void total() {
        Random random = new Random(7);
        String alphabet = "0123af:::...[]%/ \u0000g";
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Optional<InetAddress> address = IpLiteral.parse(text.toString());
            if (address.isPresent()) {
                read++;
                assertEquals(address, IpLiteral.parse(address.get().getHostAddress()), text::toString);
            }
            Network.parse(text.toString());
        }
        assertTrue(read > 100, "the texts are too odd to prove anything");
    }
}
