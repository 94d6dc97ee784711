package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/actions.md against its component. */
class ActionsPageTest {
    private static final Path PAGE = Path.of("docs/actions.md");

    @Test
    @DisplayName("the conversation of the page goes as it is written there, line for line")
    void conversation() {
        try (ComponentTester<Bakery> bakery = ComponentTester.of(new Bakery())) {
            FakeConnection client = bakery.connect("/bakery/york");
            List<String> lines = Manual.lines(PAGE).stream()
                    .filter(line -> line.startsWith("> {") || line.startsWith("< {"))
                    .toList();
            assertTrue(lines.size() > 10, "the conversation is found at all: " + lines);
            int seen = 0;
            for (String line : lines) {
                String message = line.substring(2);
                if (line.startsWith(">")) {
                    client.sendText(message);
                } else {
                    assertTrue(client.received().size() > seen, () -> "there is no " + message);
                    assertEquals(message, client.received().get(seen++));
                }
            }
            assertEquals(client.received().size(), seen, "more came than the page says");
        }
    }

    @Test
    @DisplayName("a component with actions is tested as the page says")
    void testKit() {
        try (ComponentTester<Bakery> bakery = ComponentTester.of(new Bakery())) {
            FakeConnection ada = bakery.connect("/bakery/york");
            assertEquals(
                    List.of("{\"action\":\"order\",\"data\":2}"),
                    ada.sendAction("order", "[{\"sku\":\"rye\",\"pieces\":2}]"));
        }
    }
}
