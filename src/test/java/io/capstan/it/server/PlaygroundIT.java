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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The playground, in a real browser")
class PlaygroundIT {
    private static Browser browser;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = ServerProcess.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void closeWindows() {
        browser.closeWindows();
    }

    @Test
    @DisplayName("PAR-312 two windows: both hear, both are here, and who was cut off gets what it missed, in order")
    void recovery() {
        Browser.Window ann = follow("two", "Ann").size(1280, 900);
        Browser.Window ben = follow("two", "Ben");
        ann.awaitText("#count", "2");
        publish(ben, "Good morning");
        ann.awaitText(".message .text", "Good morning");
        ann.awaitText("#members b", "Ben");
        publish(ann, "Now I pull the plug");
        ben.awaitText(".message .text", "Now I pull the plug");

        ann.click("#plug");
        ann.awaitText("#state", "Unplugged");
        ann.screenshot("playground-unplugged");
        ben.awaitText("#count", "1");
        for (String text : List.of("one", "two", "three")) {
            publish(ben, text);
            ben.awaitText(".message .text", text);
        }
        publish(ann, "I wait here");
        ann.awaitText(".line", "This waits until the plug is back.");
        ann.click("#plug");

        ann.awaitText("#recovery", "recovered, 3 missed");
        ben.awaitText(".message .text", "I wait here");
        ann.awaitText(".message .text", "I wait here");
        List<String> heard = ann.texts(".message .text");
        assertEquals(List.of("Good morning", "Now I pull the plug", "one", "two", "three", "I wait here"), heard);
        assertEquals(heard, ben.texts(".message .text"));
        assertEquals(List.of("caught up", "caught up", "caught up"), ann.texts(".message .note"));
        ann.awaitText("#count", "2");
        assertEquals(2, ann.count(".message.own"));
        assertEquals(List.of(), browser.complaints(server.uri()));
        pictures(ann);
    }

    private static void pictures(Browser.Window ann) {
        ann.screenshot("playground-light");
        ann.colors("dark").screenshot("playground-dark");
        assertFalse(ann.overflows());
        ann.phone(390, 844).screenshot("playground-phone-dark");
        assertFalse(ann.overflows());
        ann.colors("light").screenshot("playground-phone-light");
        assertFalse(ann.phone(320, 640).overflows());
    }

    @Test
    @DisplayName("follows another channel, hears nothing of the old one, and shows the command that publishes to it")
    void otherChannel() {
        Browser.Window ann = follow("here", "Ann");
        Browser.Window ben = follow("there", "Ben");
        assertTrue(ann.texts("#curl").get(0).contains("\"channel\":\"demo.here\""));

        ann.type("#channel", "there").click("#who button");
        ann.awaitText(".line", "You follow demo.there");
        ben.awaitText("#count", "2");
        publish(ben, "welcome");

        ann.awaitText(".message .text", "welcome");
        assertEquals("demo.there", ann.texts("#channel-name").get(0));
        String command = ann.texts("#curl").get(0);
        assertTrue(command.startsWith("curl " + server.at("capstan/push")), command);
        assertTrue(command.contains("\"channel\":\"demo.there\""), command);
    }

    @Test
    @DisplayName("shows whatever others publish as text, and runs none of it")
    void noInjection() {
        Browser.Window ann = follow("markup", "<b>Ann</b>");
        String markup = "<img src=x onerror=\"window.hacked = true\">";
        publish(ann, markup);
        ann.awaitText(".message .text", markup);
        try (JdkWebSocket plain = JdkWebSocket.connect(server.at("channels"))) {
            plain.send(publication("[1,\"<script>window.hacked = true</script>\",null]"));
            plain.send(publication("null"));
            plain.send(publication("{\"name\":\"<i>\",\"text\":\"<u>end</u>\",\"page\":7,\"connection\":{}}"));
        }
        ann.awaitText(".message .text", "<u>end</u>");

        assertTrue(ann.texts(".message .text").contains("null"));
        assertEquals(0, ann.count("#log :is(img, script, i, u)"));
        assertNull(ann.script("return window.hacked"));
        ann.click("#plug").click("#plug");
        ann.awaitAttribute("#state", "data-state", "open");
    }

    @Test
    @DisplayName("every field and button has a name, and all can be reached by keyboard")
    void accessible() {
        Browser.Window ann = follow("names", "Ann");

        assertEquals(List.of(), ann.script("""
                        return [...document.querySelectorAll("input, button, a, summary, [tabindex]")]
                            .filter((e) => !(e.labels?.[0]?.textContent || e.ariaLabel || e.textContent).trim() || e.tabIndex < 0)
                            .map((e) => e.outerHTML)"""));
        assertEquals("log", ann.script("return document.querySelector('#log').role"));
        assertEquals("status", ann.script("return document.querySelector('#state').role"));
    }

    @Test
    @DisplayName("says that the server went away, comes back with it, and says that nothing could be recovered")
    void comesBack() {
        int port;
        Browser.Window ann;
        try (ServerProcess first = ServerProcess.start()) {
            port = first.uri().getPort();
            ann = browser.open(first.uri());
            ann.awaitText(".line", "You follow demo.lobby");
            assertEquals(0, first.terminate());
            ann.awaitAttribute("#state", "data-state", "waiting");
        }
        try (ServerProcess second = ServerProcess.startOn(port)) {
            ann.awaitAttribute("#state", "data-state", "open");
            assertEquals(port, second.uri().getPort());
            ann.awaitText("#recovery", "not recovered");
            publish(ann, "back again");
            ann.awaitText(".message .text", "back again");
        }
    }

    private static Browser.Window follow(String channel, String name) {
        Browser.Window window = browser.open(server.at("#" + channel));
        window.awaitText(".line", "You follow demo." + channel);
        return window.type("#name", name);
    }

    private static void publish(Browser.Window window, String text) {
        Awaitility.await("the form").until(() -> window.count("#send:enabled") == 1);
        window.paste("#text", text).click("#send");
    }

    private static String publication(String data) {
        return "{\"action\":\"channel.publish\",\"data\":{\"channel\":\"demo.markup\",\"data\":" + data + "}}";
    }
}
