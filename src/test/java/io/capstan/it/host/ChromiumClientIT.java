package io.capstan.it.host;

import io.capstan.it.client.Browser;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The browser client holds its checks in Chromium. */
class ChromiumClientIT extends ClientContract {
    @Test
    @DisplayName("PAR-312 PAR-313 in Chromium: the same; and address, tokens and tickets without building strings")
    void chromium() {
        try (Browser browser = Browser.start()) {
            Browser.Window window = browser.open(URI.create(url + "page.html"));
            window.awaitLongText("#verdict", "done");
            List<String> lines = window.texts("#lines").get(0).lines().toList();

            assertAllHoldInPage(lines);
        }
    }
}
