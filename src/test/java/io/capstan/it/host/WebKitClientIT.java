package io.capstan.it.host;

import io.capstan.it.client.WebKit;
import io.capstan.it.client.WebKitWindow;
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

/** The browser client holds its checks in WebKit, the engine of Safari. */
@ExtendWith(ArquillianExtension.class)
class WebKitClientIT {
    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return ClientChecks.war();
    }

    @Test
    @DisplayName("PAR-312 PAR-313 in WebKit: the same as in Chromium")
    void webKit() {
        try (WebKit webKit = WebKit.start()) {
            WebKitWindow page = webKit.open(URI.create(url + "page.html"));
            page.awaitLongText("#verdict", "done");
            List<String> lines = page.texts("#lines").get(0).lines().toList();

            ClientChecks.assertAllHoldInPage(lines);
        }
    }
}
