package io.capstan.wire.deflate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffersTest {
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "Permessage-Deflate;CLIENT_MAX_WINDOW_BITS=8",
                "permessage-deflate; client_max_window_bits=15; server_no_context_takeover",
                " permessage-deflate ; client_max_window_bits = \"10\" ",
                "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate",
                "permessage-deflate; server_max_window_bits=8, permessage-deflate",
                "foo; bar=\"a,permessage-deflate; x\", permessage-deflate",
            })
    @DisplayName("PAR-290 an offer of permessage-deflate is taken up, without context takeover")
    void taken(String offer) {
        assertEquals(Optional.of(ANSWER), Offers.accept(List.of(offer)));
    }

    @Test
    @DisplayName("PAR-290 a window of the server is answered where it is the one that there is")
    void window() {
        assertEquals(
                Optional.of(ANSWER + "; server_max_window_bits=15"),
                Offers.accept(List.of("permessage-deflate; server_max_window_bits=15")));
    }

    @Test
    @DisplayName("PAR-290 offers may be spread over several headers; the first that can be taken up counts")
    void several() {
        assertEquals(
                Optional.of(ANSWER), Offers.accept(List.of("foo", "permessage-deflate; bad", "permessage-deflate")));
        assertEquals(Optional.empty(), Offers.accept(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",;,=",
                "permessage",
                "permessage-deflate2",
                "permessage-deflate; unknown",
                "permessage-deflate; unknown=1",
                "permessage-deflate;",
                "permessage-deflate; client_max_window_bits; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=9; client_max_window_bits=9",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=010",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; client_max_window_bits=\"9",
                "permessage-deflate; client_max_window_bits=ten",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_no_context_takeover=true",
                "permessage-deflate; server_no_context_takeover=",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; =1",
            })
    @DisplayName("PAR-291 an offer with an unknown, repeated or invalid parameter is passed over")
    void passedOver(String offer) {
        assertEquals(Optional.empty(), Offers.accept(List.of(offer)));
    }

    @Test
    @DisplayName("PAR-291 there is an answer or none to any text")
    void total() {
        Random random = new Random(7692);
        List<String> words =
                List.of("permessage-deflate", ";", ",", "=", "\"", " ", "client_max_window_bits", "9", "\u00e9");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder offer = new StringBuilder();
            random.ints(random.nextInt(12), 0, words.size())
                    .mapToObj(words::get)
                    .forEach(offer::append);
            Offers.accept(List.of(offer.toString())).ifPresent(answer -> assertEquals(ANSWER, answer, offer::toString));
        }
    }
}
