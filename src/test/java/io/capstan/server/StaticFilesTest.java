package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded server serves")
class StaticFilesTest {
    @TempDir
    Path files;

    @Test
    @DisplayName("the files of the application, and beside them those that libraries bring in META-INF/resources")
    void both() throws IOException {
        Files.writeString(files.resolve("own.txt"), "mine");
        try (CapstanServer server = start()) {
            assertEquals("mine", get(server, "/app/own.txt").body());
            HttpAnswer client = get(server, "/app/capstan/capstan.js");
            assertEquals(200, client.status());
            assertTrue(client.header("Content-Type").orElseThrow().contains("javascript"));
            assertTrue(client.body().contains("export class Capstan"));
            assertEquals(404, get(server, "/app/capstan/nothing.js").status());
        }
    }

    @Test
    @DisplayName("a file of the application rather than one of a library with the same name")
    void ownFirst() throws IOException {
        Files.createDirectory(files.resolve("capstan"));
        Files.writeString(files.resolve("capstan/capstan.js"), "mine");
        try (CapstanServer server = start()) {
            assertEquals("mine", get(server, "/app/capstan/capstan.js").body());
        }
    }

    @Test
    @DisplayName("nothing of a library outside of its META-INF/resources")
    void nothingElse() {
        try (CapstanServer server = start()) {
            for (String path : List.of(
                    "/app/../capstan/framework.beans",
                    "/app/capstan/../../capstan/framework.beans",
                    "/app/capstan/%2e%2e/%2e%2e/capstan/framework.beans",
                    "/app/capstan/..%2f..%2fcapstan/framework.beans",
                    "/app/META-INF/resources/capstan/capstan.js",
                    "/app/capstan/..%5c..%5ccapstan/framework.beans")) {
                HttpAnswer answer = get(server, path);
                assertTrue(answer.status() >= 400, () -> path + ": " + answer.status());
                assertFalse(answer.body().contains("io.capstan"), path);
            }
        }
    }

    private CapstanServer start() {
        return CapstanServer.builder()
                .port(0)
                .context("/app")
                .beanClasses(List.of())
                .resources(files)
                .start();
    }

    private static HttpAnswer get(CapstanServer server, String path) {
        try (RawSocket socket = RawSocket.connect(server.uri().resolve("/"))) {
            return socket.get(path).plain().answer();
        }
    }
}
