package io.capstan.it.host;

import io.capstan.it.client.Firefox;
import io.capstan.it.client.FirefoxWindow;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The browser client holds its checks in Firefox. */
class FirefoxClientIT extends ClientContract {
    @Test
    @DisplayName("PAR-312 PAR-313 in Firefox: the same as in Chromium")
    void firefox() {
        try (Firefox firefox = Firefox.start()) {
            FirefoxWindow page = firefox.open(URI.create(url + "page.html"));
            Awaitility.await(page.text("navigator.userAgent"))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> page.text("document.querySelector('#verdict').textContent"), "done"::equals);
            List<String> lines = page.text("document.querySelector('#lines').textContent")
                    .lines()
                    .toList();

            assertAllHoldInPage(lines);
        }
    }
}
