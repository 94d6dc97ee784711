package io.capstan.it.server;

import io.capstan.it.client.BrowserWindow;
import io.capstan.it.client.WebKit;
import io.capstan.it.client.WebKitWindow;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PAR-312 The playground, in WebKit")
class WebKitPlaygroundIT extends PlaygroundContract {
    private static WebKit light;

    /** The one in use. */
    private WebKit webKit;

    /** For the first test, and not before all: a class without a browser would be skipped as if it had no tests. */
    @BeforeEach
    void start() {
        if (light == null) {
            light = WebKit.start();
        }
        webKit = light;
    }

    @AfterAll
    static void stop() {
        if (light != null) {
            light.close();
            light = null; // the class may be asked once more
        }
    }

    @Override
    WebKitWindow open(URI page) {
        return webKit.open(page);
    }

    /** No pages of others are open. */
    @Override
    List<String> complaints(URI from) {
        return webKit.complaints();
    }

    @Override
    @AfterEach
    void closeWindows() {
        if (light != null) {
            light.closeWindows();
        }
    }

    @Override
    void pictures(BrowserWindow ann) {
        pictures(ann, "webkit", "light");
    }

    @Test
    @DisplayName("is dark for whoever likes it dark")
    void dark() {
        try (WebKit dark = WebKit.start(WebKit.Colors.DARK)) {
            webKit = dark;
            darkPictures("webkit");
        }
    }
}
