package io.capstan.it.host;

import io.capstan.it.client.WebKit;
import io.capstan.it.client.WebKitWindow;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The browser client holds its checks in WebKit, the engine of Safari. */
class WebKitClientIT extends ClientContract {
    @Test
    @DisplayName("PAR-312 PAR-313 in WebKit: the same as in Chromium")
    void webKit() {
        try (WebKit webKit = WebKit.start()) {
            WebKitWindow page = webKit.open(URI.create(url + "page.html"));
            page.awaitLongText("#verdict", "done");
            List<String> lines = page.texts("#lines").get(0).lines().toList();

            assertAllHoldInPage(lines);
        }
    }
}
