package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.server.CapstanServer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What docs/json.md says of its example is what comes. */
class JsonPageTest {
    private static final Path PAGE = Path.of("docs/json.md");

    @Test
    @DisplayName("PAR-307 PAR-308 the replies of the page are those of the example")
    void example() {
        try (CapstanServer server = CapstanServer.builder()
                        .port(0)
                        .beanClasses(List.of(Catalogue.class, Catalogue.JsonSettings.class))
                        .start();
                RawWebSocket english = client(server, "en");
                RawWebSocket polish = client(server, "pl")) {
            check(english, "2 minutes ago");
            check(polish, "2 minuty temu");
        }
    }

    private static RawWebSocket client(CapstanServer server, String language) {
        return RawSocket.connect(server.uri())
                .get("/catalogue")
                .header("Accept-Language", language)
                .upgrade();
    }

    private static void check(RawWebSocket client, String words) {
        String reply = client.send("{\"action\":\"products\"}").receiveText();
        assertEquals("{\"action\":\"products\",\"data\":[{\"added\":\"" + words + "\",\"name\":\"Chair\"}]}", reply);
        assertTrue(Manual.lines(PAGE).contains(reply), "the page shows " + reply);
    }
}
