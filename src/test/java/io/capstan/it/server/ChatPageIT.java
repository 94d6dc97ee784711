package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.Browser;
import io.capstan.it.client.JdkWebSocket;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chat page, in a real browser")
class ChatPageIT {

    private static Browser browser;
    private static ServerProcess server;

    @BeforeAll
    static void startServer() {
        server = ServerProcess.start();
    }

    /** For the first test, and not before all: a class without a browser would be skipped as if it had no tests. */
    @BeforeEach
    void start() {
        if (browser == null) {
            browser = Browser.start();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
            browser = null; // the class may be asked once more
        }
    }

    @AfterEach
    void closeWindows() {
        if (browser != null) {
            browser.closeWindows();
        }
    }

    @Test
    @DisplayName("PAR-106 joins two windows in one room: both see who said what")
    void twoWindows() {
        Browser.Window ann = join("two", "Ann");
        Browser.Window ben = join("two", "Ben");

        // Who hears itself has joined; an open connection alone does not say that yet.
        say(ben, "Hello, is anybody here?");
        ben.awaitText(".message .text", "Hello, is anybody here?");
        say(ann, "Yes, me.");
        ann.awaitText(".message .text", "Yes, me.");
        say(ben, "Grüße, 漢字, 🙂");
        for (Browser.Window window : List.of(ann, ben)) {
            window.awaitText(".message .text", "Yes, me.");
            window.awaitText(".message .text", "Grüße, 漢字, 🙂");
            List<String> names = window.texts(".message .name");
            assertEquals(List.of("Ann", "Ben"), names.subList(names.size() - 2, names.size()));
        }
        assertEquals(1, ann.count(".message.own"));
        assertEquals(2, ben.count(".message.own"));
        assertEquals(List.of(), browser.complaints(server.uri()));

        say(
                ann,
                "A rather long message, so that one sees how it wraps: a capstan is the upright winch on which sailors "
                        + "walk in a circle to weigh the anchor.");
        ben.awaitText(".message:last-child .name", "Ann");
        ben.screenshot("chat-light");
        ben.colors("dark").screenshot("chat-dark");
        ann.phone(390, 760).screenshot("chat-phone-light");
        ann.colors("dark").screenshot("chat-phone-dark");
        assertFalse(ann.overflows());
        assertFalse(ann.phone(320, 640).overflows());
    }

    @Test
    @DisplayName("shows markup in names and messages as text, and runs none of it")
    void noInjection() {
        Browser.Window ann = join("markup", "<b onclick=x>Ann</b>");
        String markup = "<img src=x onerror=\"window.hacked = true\"><script>window.hacked = true</script>";

        say(ann, markup);
        ann.awaitText(".message .text", markup);
        try (JdkWebSocket plain = JdkWebSocket.connect(server.at("chat/markup"))) {
            String last = "{\"name\":\"<i>\",\"text\":\"<u>end</u>\"}";
            plain.send(markup).send("{\"name\": 1, \"text\": \"x\"}").send(last);
            plain.awaitText(last);
        }
        ann.awaitText(".message .text", "<u>end</u>");

        assertTrue(ann.texts(".line").containsAll(List.of(markup, "{\"name\": 1, \"text\": \"x\"}")));
        assertEquals(List.of("<b onclick=x>Ann</b>", "<i>"), ann.texts(".message .name"));
        assertEquals(0, ann.count("#log :is(img, script, i, u)"));
        assertNull(ann.script("return window.hacked"));
    }

    @Test
    @DisplayName("shows rooms apart, and follows the address to another one")
    void rooms() {
        Browser.Window ann = join("here", "Ann");
        Browser.Window ben = join("there", "Ben");

        say(ben, "only there");
        ben.awaitText(".message .text", "only there");
        ann.type("#room", "there").click("#who button");
        ann.awaitText(".line", "You are in there");
        say(ann, "Here I am");
        ann.awaitText(".message .text", "Here I am");
        say(ben, "now for both");
        ann.awaitText(".message .text", "now for both");

        assertEquals(List.of("Here I am", "now for both"), ann.texts(".message .text"));
    }

    @Test
    @DisplayName("says that the server went away, and comes back with it by itself")
    void comesBack() {
        int port;
        Browser.Window ann;
        try (ServerProcess first = ServerProcess.start()) {
            port = first.uri().getPort();
            ann = browser.open(first.at("chat.html"));
            ann.awaitAttribute("#state", "data-state", "open");
            assertEquals(0, first.terminate());
            ann.awaitAttribute("#state", "data-state", "waiting");
            assertTrue(ann.texts("#state").get(0).startsWith("Reconnecting"));
            assertEquals(1, ann.count("#send:disabled"));
        }
        try (ServerProcess second = ServerProcess.startOn(port)) {
            ann.awaitAttribute("#state", "data-state", "open");
            assertEquals(port, second.uri().getPort());
            say(ann, "back again");
            ann.awaitText(".message .text", "back again");
        }
    }

    private static Browser.Window join(String room, String name) {
        Browser.Window window = browser.open(server.at("chat.html#" + room));
        window.awaitText("#state", "Connected");
        window.type("#name", name);
        return window;
    }

    private static void say(Browser.Window window, String text) {
        Awaitility.await("the form").until(() -> window.count("#send:enabled") == 1);
        window.paste("#text", text).click("#send");
    }
}
