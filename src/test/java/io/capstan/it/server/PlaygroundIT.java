package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.it.client.Browser;
import io.capstan.it.client.BrowserWindow;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PAR-312 The playground, in Chromium")
class PlaygroundIT extends PlaygroundContract {
    private static Browser browser;

    /** For the first test, and not before all: a class without a browser would be skipped as if it had no tests. */
    @BeforeEach
    void start() {
        if (browser == null) {
            browser = Browser.start();
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            browser = null; // the class may be asked once more
        }
    }

    @Override
    Browser.Window open(URI page) {
        return browser.open(page);
    }

    @Override
    List<String> complaints(URI from) {
        return browser.complaints(from);
    }

    @Override
    @AfterEach
    void closeWindows() {
        if (browser != null) {
            browser.closeWindows();
        }
    }

    @Override
    void pictures(BrowserWindow window) {
        Browser.Window ann = (Browser.Window) window;
        ann.screenshot("playground-light");
        ann.colors("dark").screenshot("playground-dark");
        assertFalse(ann.overflows());
        ann.phone(390, 844).screenshot("playground-phone-dark");
        assertFalse(ann.overflows());
        ann.colors("light").screenshot("playground-phone-light");
        assertFalse(ann.phone(320, 640).overflows());
    }

    @Test
    @DisplayName("every field and button has a name, and all can be reached by keyboard")
    void accessible() {
        Browser.Window ann = (Browser.Window) follow("names", "Ann");

        assertEquals(List.of(), ann.script("""
                        return [...document.querySelectorAll("input, button, a, summary, [tabindex]")]
                            .filter((e) => !(e.labels?.[0]?.textContent || e.ariaLabel || e.textContent).trim() || e.tabIndex < 0)
                            .map((e) => e.outerHTML)"""));
        assertEquals("log", ann.script("return document.querySelector('#log').role"));
        assertEquals("status", ann.script("return document.querySelector('#state').role"));
    }
}
