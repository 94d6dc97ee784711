package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside start, which find servers by what these have noted. */
@DisplayName("java -jar capstan-server.jar list, stop, routes, stats")
class CommandsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LIMITS =
            "message.max-bytes=65536 outbox.messages=1024 outbox.bytes=1048576 outbox.policy=close";

    @TempDir
    Path temporary;

    private Path notes;

    @BeforeEach
    void prepare() {
        notes = temporary.resolve("notes");
    }

    private ServerProcess start() {
        return ServerProcess.start("--run-directory", notes.toString());
    }

    /** What a command has done. */
    private record Done(int exit, String out, String err) {
        JsonStructure json() {
            try (JsonReader reader = Json.createReader(new StringReader(out))) {
                return reader.read();
            }
        }
    }

    private Done run(String... arguments) {
        return run(List.of(), arguments);
    }

    private Done run(List<String> jvmOptions, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--run-directory", notes.toString()));
        try (ChildProcess process = ServerProcess.run(jvmOptions, line.toArray(String[]::new))) {
            int exit = process.awaitExit(LIMIT);
            return new Done(exit, process.out(), process.err());
        }
    }

    private static String pid(ServerProcess server) {
        return Long.toString(server.process().pid());
    }

    @Test
    @DisplayName(
            "PAR-330 list names process, address, start and connections of each server; one that was killed is told"
                    + " once and forgotten")
    void list() {
        Instant before = Instant.now();
        assertEquals(new Done(0, "No server of yours is running.\n", ""), run("list"));
        try (ServerProcess first = start();
                ServerProcess second = start();
                RawWebSocket client =
                        RawSocket.connect(second.uri()).get("/echo").upgrade()) {
            assertEquals("here", client.send("here").receiveText());
            JsonArray both = run("list", "--json").json().asJsonArray();
            assertEquals(2, both.size(), both::toString);
            JsonObject one = both.getJsonObject(0);
            assertEquals(first.process().pid(), one.getJsonNumber("pid").longValue());
            assertEquals(first.uri().toString(), one.getString("uri"));
            assertFalse(Instant.parse(one.getString("started")).isBefore(before), one::toString);
            assertEquals(0, one.getInt("connections"));
            assertEquals(1, both.getJsonObject(1).getInt("connections"));

            first.process().close();
            Done table = run("list");
            assertEquals("Forgot " + first.uri() + " (pid " + pid(first) + "), which has ended.\n", table.err());
            List<String> lines = table.out().lines().toList();
            assertEquals(2, lines.size(), table::toString);
            assertTrue(lines.get(0).matches("PID +ADDRESS +STARTED +CONNECTIONS +VERSION"), table::toString);
            assertTrue(lines.get(1).matches(pid(second) + " +" + second.uri() + " +20\\S+Z +1 +\\S+"), table::toString);
            assertEquals("", run("list").err());
        }
    }

    @Test
    @DisplayName("PAR-332 PAR-335 stop has one server close its connections with 1001 and end, and waits for it")
    void stopOne() {
        try (ServerProcess server = start();
                RawWebSocket client =
                        RawSocket.connect(server.uri()).get("/echo").upgrade()) {
            assertEquals("here", client.send("here").receiveText());
            try (ChildProcess stop = ServerProcess.run("stop", "--run-directory", notes.toString())) {
                client.expectClose(1001);
                assertEquals(0, stop.awaitExit(LIMIT), stop::output);
                assertFalse(server.process().isAlive());
                assertEquals("Stopped " + server.uri() + " (pid " + pid(server) + ")\n", stop.out());
            }
            assertEquals(0, server.process().awaitExit(LIMIT));
        }
        Done nobody = run("stop");
        assertEquals(1, nobody.exit());
        assertEquals(
                "capstan-server: No server of yours is running. Start one with: start\n",
                nobody.err(),
                "what has ended properly is not even forgotten");
    }

    @Test
    @DisplayName("PAR-332 of several servers the one that is named is stopped, or all")
    void stopSome() {
        try (ServerProcess first = start();
                ServerProcess second = start();
                ServerProcess third = start()) {
            Done unclear = run("stop");
            assertEquals(1, unclear.exit());
            assertTrue(unclear.err().startsWith("capstan-server: Several servers are running; say which one: "));
            assertTrue(unclear.err().contains(pid(first) + " (" + first.uri() + ")"), unclear::err);
            Done unknown = run("stop", "1");
            assertEquals(1, unknown.exit());
            assertTrue(unknown.err().contains("No server of yours has the process 1; there are: "), unknown::err);

            assertEquals(0, run("stop", pid(second)).exit());
            assertTrue(first.process().isAlive() && third.process().isAlive());
            assertFalse(second.process().isAlive());

            assertEquals(0, run("stop", "--all").exit());
            assertFalse(first.process().isAlive() || third.process().isAlive());
            assertEquals(new Done(0, "", ""), run("stop", "--all"));
        }
    }

    @Test
    @DisplayName("PAR-107 routes of a running server: a table, and JSON; --configured tells the same without a server")
    void routes() {
        Done configured = run("routes", "--configured");
        try (ServerProcess server = start()) {
            Done table = run("routes");
            assertEquals(0, table.exit(), table::toString);
            assertEquals(table.out(), configured.out());
            List<String> chat = Stream.of(table.out()
                            .lines()
                            .filter(line -> line.startsWith("/chat/{room} "))
                            .findFirst()
                            .orElseThrow()
                            .split(" {2,}"))
                    .toList();
            assertEquals(List.of("/chat/{room}", "io.capstan.demo.Chat", "-", "same-host", "-", LIMITS), chat);

            JsonArray routes =
                    run("routes", "--json", pid(server)).json().asJsonObject().getJsonArray("routes");
            JsonObject channels = routes.getJsonObject(0);
            assertEquals("/channels", channels.getString("route"));
            assertEquals(
                    "[\"capstan.json\"]", channels.getJsonArray("subprotocols").toString());
            assertEquals(65536, channels.getJsonObject("limits").getInt("message.max-bytes"));
        }
    }

    @Test
    @DisplayName("PAR-107 routes --configured goes by the configuration, and says what is wrong with it")
    void configured() {
        Done own = run(
                List.of("-Dcapstan.echo.route=/mirror", "-Dcapstan.route.EchoComponent.origins=https://a.example"),
                "routes",
                "--configured",
                "--json");
        assertEquals(0, own.exit(), own::toString);
        JsonObject mirror = own.json().asJsonObject().getJsonArray("routes").getValuesAs(JsonObject.class).stream()
                .filter(route -> route.getString("route").equals("/mirror"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "[\"https://a.example:443\"]", mirror.getJsonArray("origins").toString());

        Done wrong = run(List.of("-Dcapstan.write.timeout=soon"), "routes", "--configured");
        assertEquals(1, wrong.exit());
        assertTrue(wrong.err().contains("The setting capstan.write.timeout is 'soon'; allowed is "), wrong::err);
        assertFalse(wrong.err().contains("\tat "), wrong::err);

        assertEquals(2, run("routes", "--configured", "1").exit());
    }

    @Test
    @DisplayName("PAR-333 stats counts connections and messages by component, and refused handshakes by status")
    void stats() {
        try (ServerProcess server = start();
                RawWebSocket client =
                        RawSocket.connect(server.uri()).get("/echo").upgrade()) {
            assertEquals("four", client.send("four").receiveText());
            assertEquals(
                    403,
                    RawSocket.connect(server.uri())
                            .get("/echo")
                            .header("Origin", "https://foreign.example")
                            .refusal()
                            .status());
            JsonObject stats = run("stats", "--json").json().asJsonObject();
            assertEquals(
                    "{\"connections\":1,\"messages-in\":1,\"bytes-in\":4,\"messages-out\":1,\"bytes-out\":4}",
                    stats.getJsonObject("open").toString());
            assertEquals(
                    "io.capstan.component.EchoComponent",
                    stats.getJsonArray("components").getJsonObject(0).getString("component"));
            assertEquals(
                    "{\"403\":1}", stats.getJsonObject("refused-handshakes").toString());

            Done table = run("stats", pid(server));
            assertEquals(0, table.exit(), table::toString);
            assertTrue(table.out().contains("1            1            4         1             4"), table::out);
            assertTrue(table.out().strip().endsWith(": 1 with 403"), table::out);
        }
    }

    @Test
    @DisplayName("PAR-107 only who has the key of the private note may ask by HTTP, not whoever is on this machine")
    void privately() throws IOException {
        try (ServerProcess server = start()) {
            Path note = notes.resolve(pid(server) + ".server");
            assertAll(
                    () -> assertEquals(
                            "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(notes))),
                    () -> assertEquals(
                            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(note))));
            for (String path : List.of("/capstan/routes", "/capstan/stats")) {
                assertEquals(
                        401,
                        RawSocket.connect(server.uri())
                                .get(path)
                                .plain()
                                .refusal()
                                .status(),
                        path);
            }
            String key = Files.readString(note).replaceAll("(?s).*\nkey=(\\S+)\n.*", "$1");
            assertEquals(
                    200,
                    RawSocket.connect(server.uri())
                            .get("/capstan/routes")
                            .plain()
                            .header("Authorization", "Bearer " + key)
                            .answer()
                            .status());
            assertFalse(run("list", "--json").out().contains(key));
            assertFalse(server.process().output().contains(key));
        }
    }

    @Test
    @DisplayName("a directory that others may enter is not used: a server starts all the same and says so, list fails")
    void unsafe() throws IOException {
        Files.createDirectory(notes);
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ServerProcess server = start()) {
            String all = server.process().output();
            assertTrue(all.contains("list, stop, routes and stats will not find this server"), all);
            Done list = run("list");
            assertEquals(1, list.exit());
            assertTrue(list.err().contains("others may enter " + notes), list::err);
            try (Stream<Path> files = Files.list(notes)) {
                assertEquals(List.of(), files.toList());
            }
        }
    }
}
