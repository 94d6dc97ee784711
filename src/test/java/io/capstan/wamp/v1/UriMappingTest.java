package io.capstan.wamp.v1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.Uris;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URIs of the first version, and what they are in the second one. */
class UriMappingTest {

    @ParameterizedTest(name = "\"{0}\" is \"{1}\"")
    @DisplayName("what the second version does not allow is written with percent signs, and comes back as it was")
    @CsvSource({
        "http://example.com/calc#add,http://example.com/calc%23add",
        "com.shop.price,com.shop.price",
        "my topic,my%20topic",
        "100%,100%25",
        "a%20b,a%2520b",
        "..,%2E%2E",
        ".a..b.,%2Ea.%2Eb%2E",
        "'',%",
        "é\u2003ü,é%E2%80%83ü",
        "%,%25"
    })
    void known(String first, String second) {
        assertEquals(second, UriMapping.forth(first));
        assertEquals(first, UriMapping.back(second));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @DisplayName("a URI of the second version that is none of the first is left alone")
    @CsvSource({"a%zz", "a%4", "a%41", "%20%", "%FF"})
    void foreign(String second) {
        assertEquals(second, UriMapping.back(second));
    }

    @Test
    @DisplayName("any text comes back as it was, and is a URI of the second version")
    void any() {
        Random random = new Random(4711);
        String characters = "..##%%  a\u00a0\n\u2028é2EF";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            String mapped = UriMapping.forth(text.toString());
            assertEquals(text.toString(), UriMapping.back(mapped));
            assertTrue(Uris.isExact(mapped, Uris.Check.LOOSE), mapped);
        }
    }
}
