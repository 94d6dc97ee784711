package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.client.JdkWebSocket.Closed;
import io.capstan.server.CapstanServer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the manual shows is code that runs. */
class SnippetsTest {
    private static final Path HERE = Path.of("src/test/java/io/capstan/docs");

    @Test
    @DisplayName("every Java block of the manual stands, line for line, in a class of this package")
    void blocks() {
        List<List<String>> sources = Manual.files(HERE, ".java").stream()
                .filter(file -> !file.endsWith("SnippetsTest.java"))
                .map(Manual::lines)
                .toList();
        List<String> strange = new ArrayList<>();
        int found = 0;
        for (Path page : Manual.pages()) {
            for (List<String> block : blocks(page)) {
                found++;
                if (sources.stream().noneMatch(source -> contains(source, block))) {
                    strange.add(page + ":\n" + String.join("\n", block));
                }
            }
        }
        assertEquals(List.of(), strange, "blocks that no compiled class contains");
        assertTrue(found >= 8, "the blocks are found at all: " + found);
    }

    private static List<List<String>> blocks(Path page) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : Manual.lines(page)) {
            if (line.equals("```java")) {
                block = new ArrayList<>();
            } else if (line.equals("```") && block != null) {
                blocks.add(block);
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return blocks;
    }

    /** Whether the block is a part of the source, all of it shifted to the right by as many blanks. */
    private static boolean contains(List<String> source, List<String> block) {
        for (int at = 0; at + block.size() <= source.size(); at++) {
            String first = source.get(at);
            String indent = " ".repeat(first.length() - first.stripLeading().length());
            List<String> shifted = block.stream()
                    .map(line -> line.isEmpty() ? line : indent + line)
                    .toList();
            if (source.subList(at, at + block.size()).equals(shifted)) {
                return true;
            }
        }
        return false;
    }

    @Test
    @DisplayName("the first component of the README: two clients hear each other")
    void firstComponent() {
        try (CapstanServer server = OwnServer.start();
                JdkWebSocket ada = connect(server, "chat/ada")) {
            assertEquals("ada: hello", ada.send("hello").awaitText());
            try (JdkWebSocket grace = connect(server, "chat/grace")) {
                assertEquals("grace: good morning", grace.send("good morning").awaitText());
                assertEquals("grace: good morning", ada.awaitText());
                ada.send("goodbye");
                assertEquals("ada: goodbye", grace.awaitText());
            }
        }
    }

    @Test
    @DisplayName("the other components of the manual do what it says")
    void components() {
        try (CapstanServer server = CapstanServer.builder()
                        .port(0)
                        .beanClasses(List.of(
                                Shop.class,
                                Tickets.class,
                                TicketEndpoint.class,
                                Prices.class,
                                Bids.class,
                                Auction.class,
                                Announcer.class,
                                Quiz.class,
                                Uploads.class))
                        .start();
                JdkWebSocket quiz = connect(server, "quiz");
                JdkWebSocket uploads = connect(server, "uploads");
                JdkWebSocket shop = JdkWebSocket.connect(server.uri().resolve("shop/se"), "shop.v3", "shop.v2");
                JdkWebSocket tickets = connect(server, "tickets/refunds");
                JdkWebSocket prices = connect(server, "prices");
                JdkWebSocket bids = connect(server, "bids");
                JdkWebSocket auction = connect(server, "auction")) {
            assertEquals("shop.v2", shop.subprotocol());
            assertEquals("bought a pen", shop.send("a pen").awaitText());
            assertEquals(426, JdkWebSocket.refusedStatus(server.uri().resolve("shop")), "none of its subprotocols");
            assertEquals("refunds has your ticket: 7", tickets.send("7").awaitText(), "the card style");
            assertEquals("pen=12.00", prices.send("pen").awaitText());
            quiz.send("Ada").send("41").send("42");
            assertEquals("What is your name?", quiz.awaitText());
            assertEquals("What is six times seven, Ada?", quiz.awaitText());
            assertEquals("Try again.", quiz.awaitText());
            assertEquals("Right!", quiz.awaitText());
            assertEquals(new Closed(1000, ""), quiz.awaitClose());
            assertEquals("2 rows", uploads.send("a;b\nc;d").awaitText());
            uploads.send(new byte[] {1, 2, 3});
            assertEquals("3 bytes, and here they are again:", uploads.awaitText());
            assertArrayEquals(new byte[] {1, 2, 3}, uploads.awaitBinary());
            assertEquals("accepted 12", bids.send("12").awaitText());
            bids.send("x".repeat(4097));
            assertEquals(new Closed(1009, "A message has at most 4096 bytes"), bids.awaitClose());
            auction.send("100");
            assertEquals(new Closed(4000, "This auction is over."), auction.awaitClose());
        }
    }

    @Test
    @DisplayName("PAR-101 PAR-104 PAR-105 the routes of the manual: pieces of a pattern, defaults, a matcher")
    void routes() {
        try (CapstanServer server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(
                        Library.class, Editions.FromApps.class, Editions.AppNews.class, Editions.PublicNews.class))
                .start()) {
            assertEquals("{1=main, 2=c}", firstText(server, "/files/main.c", Map.of()));
            assertEquals("{language=en, name=readme}", firstText(server, "/files", Map.of()));
            assertEquals("{language=en, name=main.d}", firstText(server, "/files/main.d", Map.of()));
            assertEquals("PublicNews", firstText(server, "/news", Map.of()));
            assertEquals("AppNews", firstText(server, "/news", Map.of("X-App-Version", "3")));
        }
    }

    private static String firstText(CapstanServer server, String path, Map<String, String> headers) {
        RawRequest request = RawSocket.connect(server.uri()).get(path);
        headers.forEach(request::add);
        try (RawWebSocket open = request.upgrade()) {
            return open.receiveText();
        }
    }

    @Test
    @DisplayName("the annotated components of the manual: parameters, replies, and what is handled beside each other")
    void annotated() {
        try (CapstanServer server = CapstanServer.builder()
                        .port(0)
                        .beanClasses(List.of(Kitchen.class, Thumbnails.class))
                        .start();
                JdkWebSocket kitchen = connect(server, "kitchen/7?guest=Ada&guest=Grace");
                RawWebSocket thumbnails =
                        RawSocket.connect(server.uri()).get("/thumbnails").upgrade()) {
            assertEquals("Table 7 for Ada and Grace", kitchen.awaitText());
            assertEquals(
                    "{\"table\":\"7\",\"total\":24}",
                    kitchen.send("{\"dish\":\"fish\",\"portions\":2}").awaitText());
            kitchen.send("fish");
            assertEquals(1007, kitchen.awaitClose().code());
            thumbnails.send(RawFrame.binary((byte) 1, (byte) 2, (byte) 3, (byte) 4));
            assertArrayEquals(new byte[] {1, 3}, thumbnails.receiveBinary());
        }
    }

    @Test
    @DisplayName("the callers of the manual: an interceptor, a first message, a role, and a user who is dismissed")
    void callers() {
        String key = "capstan.route.Desk.token.first-message";
        System.setProperty(key, "true");
        try (CapstanServer server = CapstanServer.builder()
                        .port(0)
                        .beanClasses(List.of(Desk.class, Offices.class, Badges.class, Exits.class))
                        .start();
                JdkWebSocket desk = connect(server, "desk?office=Lund")) {
            assertEquals(400, JdkWebSocket.refusedStatus(server.uri().resolve("desk")), "no office");
            desk.send("{\"action\":\"auth\",\"data\":{\"token\":\"badge-7\"}}");
            assertEquals("{\"action\":\"auth\",\"data\":{}}", desk.awaitText());
            assertEquals("Lund, ada: hello", desk.send("hello").awaitText());
        } finally {
            System.clearProperty(key);
        }
    }

    @Test
    @DisplayName("the contest of the manual: the first connection, a score for each, and a farewell")
    void contest() {
        Ranking.LATEST.clear();
        CapstanServer server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(Contest.class, Score.class, Ranking.class))
                .start();
        try (JdkWebSocket ada = connect(server, "contest/ada");
                JdkWebSocket bob = connect(server, "contest/bob")) {
            assertEquals("running: true", ada.awaitText());
            assertEquals("1 points", ada.send("42").awaitText());
            assertEquals("2 points", ada.send("42").awaitText());
            assertEquals("running: true", bob.awaitText());
            assertEquals("0 points", bob.send("41").awaitText());
            server.close();
            assertEquals("To be continued.", ada.awaitText());
            assertEquals(new Closed(1001, "The server is being stopped"), ada.awaitClose());
            assertEquals(Set.of(0, 2), Set.copyOf(Ranking.LATEST));
        } finally {
            server.close();
        }
    }

    @Test
    @DisplayName("two servers in one JVM, with components on routes, know nothing of each other")
    void twoServers() {
        List<Class<?>> chat = List.of(Chat.class);
        try (CapstanServer first =
                        CapstanServer.builder().port(0).beanClasses(chat).start();
                CapstanServer second =
                        CapstanServer.builder().port(0).beanClasses(chat).start();
                JdkWebSocket here = connect(first, "chat/here");
                JdkWebSocket there = connect(second, "chat/there")) {
            assertEquals("here: 1", here.send("1").awaitText());
            assertEquals("there: 2", there.send("2").awaitText());
            assertTrue(here.isDrained(), "nothing of the other server");
        }
    }

    private static JdkWebSocket connect(CapstanServer server, String path) {
        return JdkWebSocket.connect(server.uri().resolve(path));
    }
}
