package io.capstan.it.host;

import io.capstan.it.client.Browser;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser client holds its checks in Chromium. */
@ExtendWith(ArquillianExtension.class)
class ChromiumClientIT {
    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return ClientChecks.war();
    }

    @Test
    @DisplayName("PAR-312 PAR-313 in Chromium: the same; and address, tokens and tickets without building strings")
    void chromium() {
        try (Browser browser = Browser.start()) {
            Browser.Window window = browser.open(URI.create(url + "page.html"));
            window.awaitLongText("#verdict", "done");
            List<String> lines = window.texts("#lines").get(0).lines().toList();

            ClientChecks.assertAllHoldInPage(lines);
        }
    }
}
