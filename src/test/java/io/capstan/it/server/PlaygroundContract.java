package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.BrowserWindow;
import io.capstan.it.client.JdkWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the playground does in every browser. */
abstract class PlaygroundContract {
    private static ServerProcess server;

    @BeforeAll
    static void startServer() {
        server = ServerProcess.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Opens a page in another window. */
    abstract BrowserWindow open(URI page);

    /** What the pages of this server, or the browser about them, complained about. */
    abstract List<String> complaints(URI from);

    /** Keeps pictures of a window in which much has happened, looks whether all of it has room, and leaves a small one. */
    abstract void pictures(BrowserWindow window);

    @AfterEach
    abstract void closeWindows();

    /** The same for a browser that is light or dark as a whole. */
    static void pictures(BrowserWindow window, String browser, String colors) {
        assertEquals("true", window.text("matchMedia('(prefers-color-scheme: " + colors + ")').matches"));
        window.size(1280, 900).screenshot("playground-" + browser + "-" + colors);
        assertFalse(window.overflows());
        window.phone(390, 844).screenshot("playground-" + browser + "-phone-" + colors);
        assertFalse(window.overflows());
        assertFalse(window.phone(320, 640).overflows());
    }

    /** Two talk in such a browser that is dark, until one of them is cut off. */
    final void darkPictures(String browser) {
        BrowserWindow ann = follow("dark", "Ann");
        BrowserWindow ben = follow("dark", "Ben");
        publish(ben, "Is it night already?");
        ann.awaitText(".message .text", "Is it night already?");
        publish(ann, "Look out of the window.");
        ben.awaitText(".message .text", "Look out of the window.");
        ann.click("#plug");
        ann.awaitText("#state", "Unplugged");
        pictures(ann, browser, "dark");
    }

    @Test
    @DisplayName("PAR-312 two windows: both hear, both are here, and who was cut off gets what it missed, in order")
    void recovery() {
        BrowserWindow ann = follow("two", "Ann").size(1280, 900);
        BrowserWindow ben = follow("two", "Ben");
        ann.awaitText("#count", "2");
        publish(ben, "Good morning");
        ann.awaitText(".message .text", "Good morning");
        ann.awaitText("#members b", "Ben");
        publish(ann, "Now I pull the plug");
        ben.awaitText(".message .text", "Now I pull the plug");

        ann.click("#plug");
        ann.awaitText("#state", "Unplugged");
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
        assertEquals(List.of(), complaints(server.uri()));
        pictures(ann);
        awaitEnd(ann);
    }

    @Test
    @DisplayName("follows another channel, hears nothing of the old one, and shows the command that publishes to it")
    void otherChannel() {
        BrowserWindow ann = follow("here", "Ann");
        BrowserWindow ben = follow("there", "Ben");
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
        BrowserWindow ann = follow("markup", "<b>Ann</b>");
        String markup = "<img src=x onerror=\"window.hacked = true\">";
        publish(ann, markup);
        ann.awaitText(".message .text", markup);
        try (JdkWebSocket plain = JdkWebSocket.connect(server.at("channels"))) {
            plain.send(publication("[1,\"<script>window.hacked = true</script>\",null]"));
            plain.send(publication("null"));
            plain.send(publication("{\"name\":\"<i>\",\"text\":\"<u>end</u>\",\"page\":7,\"connection\":{}}"));
            plain.close(1000, ""); // what a connection that is cut has sent need not be read
        }
        ann.awaitText(".message .text", "<u>end</u>");

        assertTrue(ann.texts(".message .text").contains("null"));
        assertEquals(0, ann.count("#log :is(img, script, i, u)"));
        assertEquals("undefined", ann.text("typeof window.hacked"));
        ann.click("#plug").click("#plug");
        ann.awaitAttribute("#state", "data-state", "open");
    }

    @Test
    @DisplayName("says that the server went away, comes back with it, and says that nothing could be recovered")
    void comesBack() {
        int port;
        BrowserWindow ann;
        try (ServerProcess first = ServerProcess.start()) {
            port = first.uri().getPort();
            ann = open(first.uri());
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

    @Test
    @DisplayName("a server that was killed without a word is noticed, and one that takes its place is found")
    void killed() {
        int port;
        BrowserWindow ann;
        try (ServerProcess first = ServerProcess.start()) {
            port = first.uri().getPort();
            ann = open(first.uri());
            ann.awaitText(".line", "You follow demo.lobby");
        }
        ann.awaitAttribute("#state", "data-state", "waiting");
        try (ServerProcess second = ServerProcess.startOn(port)) {
            ann.awaitAttribute("#state", "data-state", "open");
            assertEquals(port, second.uri().getPort());
            publish(ann, "still here");
            ann.awaitText(".message .text", "still here");
        }
    }

    final BrowserWindow follow(String channel, String name) {
        BrowserWindow window = open(server.at("#" + channel));
        window.awaitText(".line", "You follow demo." + channel);
        return window.type("#name", name);
    }

    static void publish(BrowserWindow window, String text) {
        Awaitility.await("the form").until(() -> window.count("#send:enabled") == 1);
        window.paste("#text", text).click("#send");
    }

    /** Waits until what was said last is seen. */
    private static void awaitEnd(BrowserWindow window) {
        String below = "(() => { const log = document.querySelector('#log');"
                + " return log.scrollHeight - log.scrollTop - log.clientHeight; })()";
        Awaitility.await("the end of the log")
                .atMost(Duration.ofSeconds(15))
                .until(() -> Double.parseDouble(window.text(below)) < 2);
    }

    private static String publication(String data) {
        return "{\"action\":\"channel.publish\",\"data\":{\"channel\":\"demo.markup\",\"data\":" + data + "}}";
    }
}
