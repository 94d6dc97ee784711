package io.capstan.it.server;

import io.capstan.it.client.BrowserWindow;
import io.capstan.it.client.Firefox;
import io.capstan.it.client.FirefoxWindow;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PAR-312 The playground, in Firefox")
class FirefoxPlaygroundIT extends PlaygroundContract {
    private static Firefox light;

    /** The one in use. */
    private Firefox firefox;

    /** For the first test, and not before all: a class without a browser would be skipped as if it had no tests. */
    @BeforeEach
    void start() {
        if (light == null) {
            light = Firefox.start();
        }
        firefox = light;
    }

    @AfterAll
    static void stop() {
        if (light != null) {
            light.close();
            light = null; // the class may be asked once more
        }
    }

    @Override
    FirefoxWindow open(URI page) {
        return firefox.open(page);
    }

    /** No pages of others are open. */
    @Override
    List<String> complaints(URI from) {
        return firefox.complaints();
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
        pictures(ann, "firefox", "light");
    }

    @Test
    @DisplayName("is dark for whoever likes it dark")
    void dark() {
        try (Firefox dark = Firefox.start(Firefox.Colors.DARK)) {
            firefox = dark;
            darkPictures("firefox");
        }
    }
}
