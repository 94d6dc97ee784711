package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.JdkWebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server jar with channels that outlive it, in a file of H2: what is left behind a SIGTERM, and behind a kill -9. */
class StoreIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern POSITION = Pattern.compile("\"epoch\":\"([^\"]+)\",\"offset\":(\\d+)");
    private static final Pattern DATA = Pattern.compile("\"data\":(\\d+)");

    @TempDir
    Path directory;

    /** An epoch and an offset. */
    private record Place(String epoch, long offset) {
        static Place in(String answer) {
            Matcher found = POSITION.matcher(answer);
            assertTrue(found.find(), answer);
            return new Place(found.group(1), Long.parseLong(found.group(2)));
        }

        String json() {
            return "{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
        }
    }

    private List<String> options() {
        String rule = "-Dcapstan.channels.rule.demo.";
        return List.of(
                "-Dcapstan.channels.history.url=jdbc:h2:file:" + directory.resolve("channels"),
                rule + "history=everyone",
                rule + "history.size=10000",
                rule + "rate=0",
                rule + "history.store=true");
    }

    private ServerProcess start() {
        return ServerProcess.startWith(options());
    }

    private static JdkWebSocket open(ServerProcess server) {
        return JdkWebSocket.connect(server.webSocketAt("channels"));
    }

    private static String subscribe(JdkWebSocket client, String since) {
        client.send("{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"demo.kept\"" + since + "},\"id\":1}");
        return next(client, "channel.subscribe");
    }

    private static String next(JdkWebSocket client, String action) {
        String text = client.awaitText();
        while (!text.contains("\"" + action + "\"")) {
            text = client.awaitText();
        }
        return text;
    }

    private static void publish(JdkWebSocket client, int first, int last) {
        for (int i = first; i <= last; i++) {
            client.send("{\"action\":\"channel.publish\",\"data\":{\"channel\":\"demo.kept\",\"data\":" + i + "}}");
        }
        String newest = next(client, "channel.message");
        while (!newest.contains("\"data\":" + last + "}")) {
            newest = next(client, "channel.message");
        }
    }

    private static List<Integer> history(JdkWebSocket client) {
        client.send("{\"action\":\"channel.history\",\"data\":{\"channel\":\"demo.kept\",\"limit\":1000},\"id\":2}");
        return DATA.matcher(next(client, "channel.history"))
                .results()
                .map(result -> Integer.valueOf(result.group(1)))
                .toList();
    }

    @Test
    @DisplayName(
            "behind a SIGTERM who comes back gets exactly what it has missed; behind a kill -9 there is the history only")
    void ends() {
        Place seen;
        try (ServerProcess server = start();
                JdkWebSocket client = open(server)) {
            seen = Place.in(subscribe(client, ""));
            publish(client, 1, 200);
            assertEquals(0, server.terminate());
        }
        Place before;
        try (ServerProcess server = start();
                JdkWebSocket client = open(server)) {
            String answer = subscribe(client, ",\"since\":" + new Place(seen.epoch(), 150).json());
            assertTrue(answer.contains("\"recovered\":true"), answer);
            List<Integer> missed = DATA.matcher(answer)
                    .results()
                    .map(result -> Integer.valueOf(result.group(1)))
                    .toList();
            assertEquals(List.of(151, 200), List.of(missed.get(0), missed.get(49)));
            assertEquals(50, missed.size());
            before = Place.in(answer);
            assertEquals(new Place(seen.epoch(), 200), before);
            publish(client, 201, 210);
            kill(server);
        }
        try (ServerProcess server = start();
                JdkWebSocket client = open(server)) {
            String answer = subscribe(client, ",\"since\":" + before.json());
            assertTrue(answer.contains("\"recovered\":false"), answer);
            Place now = Place.in(answer);
            assertNotEquals(before.epoch(), now.epoch());
            assertTrue(now.offset() >= 200 && now.offset() <= 210, now::toString);
            List<Integer> kept = history(client);
            assertEquals(now.offset(), kept.size());
            assertEquals(kept.size(), kept.get(kept.size() - 1));
            publish(client, 300, 300);
            assertEquals(now.offset() + 1, history(client).size());
        }
    }

    /** What was just published may be lost, all before may not. */
    private static void kill(ServerProcess server) {
        ProcessHandle process = ProcessHandle.of(server.process().pid()).orElseThrow();
        process.destroyForcibly();
        Awaitility.await().atMost(LIMIT).until(() -> !process.isAlive());
    }

    @Test
    @DisplayName("a database that cannot be reached stops the start, and so does one without a driver")
    void unreachable() {
        for (String url : List.of("jdbc:h2:file:/proc/none/channels", "jdbc:nobody://here/channels")) {
            try (ChildProcess server = ServerProcess.run(
                    List.of(
                            "-Dcapstan.channels.history.url=" + url,
                            "-Dcapstan.channels.rule.demo.history.size=10",
                            "-Dcapstan.channels.rule.demo.history.store=true"),
                    "start",
                    "--port",
                    "0")) {
                assertNotEquals(0, server.awaitExit(LIMIT));
                assertTrue(server.output().contains("channels are to outlive the server"), server::output);
                assertTrue(server.output().contains("capstan.channels.history.url"), server::output);
            }
        }
    }
}
