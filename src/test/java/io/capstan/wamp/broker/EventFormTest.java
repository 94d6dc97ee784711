package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.channel.FamilyForm.Written;
import io.capstan.channel.Payload;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What WAMP writes of publications that outlive the server. */
class EventFormTest {
    private final EventForm form = new EventForm();

    private EventBody again(EventBody body) throws IOException {
        Written written = form.write(Payload.of(new WampContent(body, () -> {})));
        assertTrue(written.whole());
        return EventBody.of(form.read(written.bytes(), null));
    }

    @Test
    @DisplayName("a publication of WAMP comes back with id, details, arguments and all lists")
    void own() throws IOException {
        Filter filter = new Filter(
                new Choice<>(Set.of(7L, 1L << 52), Optional.empty()),
                new Choice<>(Set.of("joe"), Optional.of(Set.of("ada", "bob"))),
                new Choice<>(Set.of(), Optional.of(Set.of())));
        Dict details = Dict.of("publisher", 12L).with("ppt_scheme", "x_own").with("trustlevel", 2L);
        for (Arguments arguments : List.of(
                Arguments.NONE,
                Arguments.of(1L, "zwei ä\uD83D\uDE00", 3.5, true, null, Map.of("a", List.of())),
                Arguments.of(List.of(), Map.of("key", "value")),
                Arguments.ofJson("[1,{\"b\":\"\\u0000AQI=\"}]"))) {
            EventBody body = new EventBody(1L << 53, details, arguments, filter, 9, true);
            assertEquals(body, again(body));
        }
        EventBody plain = new EventBody(1, Dict.EMPTY, Arguments.of("x"), Filter.NONE, 0, false);
        assertEquals(plain, again(plain));
    }

    @Test
    @DisplayName("a publication of others keeps the id by which clients of WAMP know it")
    void others() throws IOException {
        Payload payload = Payload.ofJson("{\"a\":1}", null);
        Written written = form.write(payload);
        assertFalse(written.whole());
        Payload later = form.read(written.bytes(), Payload.ofJson("{\"a\":1}", null));
        assertEquals(EventBody.of(payload), EventBody.of(later));
    }

    @Test
    @DisplayName("what is cut off or damaged is refused, and nothing worse")
    void damaged() {
        Written written = form.write(Payload.of(new WampContent(
                new EventBody(5, Dict.of("a", 1L), Arguments.of("x"), Filter.NONE, 0, false), () -> {})));
        for (int length = 0; length < written.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(written.bytes(), length);
            assertThrows(IOException.class, () -> form.read(cut, null), "after " + length);
        }
        assertThrows(IOException.class, () -> form.read(new byte[9], null), "without what was published");
    }
}
