package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRequestTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("an engine sees a query string that can stand in a URI, the client's own if it can")
    @CsvSource({
        "a=b&c=%20d, a=b&c=%20d",
        "a=b?/:@,    a=b?/:@",
        "'',         ''",
        "x=%zz,      x=%25zz",
        "%,          %25",
        "a={1}|2,    a=%7B1%7D%7C2",
    })
    void query(String sent, String seen) {
        assertEquals(seen, EngineRequest.uriQuery(sent));
    }

    @Test
    @DisplayName("whatever the query string, the engine gets one that is a URI's")
    void total() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sent = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                sent.append((char) random.nextInt(256));
            }
            String seen = EngineRequest.uriQuery(sent.toString());
            assertDoesNotThrow(() -> new URI("/a?" + seen), sent::toString);
        }
    }
}
