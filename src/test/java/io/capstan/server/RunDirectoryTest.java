package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where running servers are noted. */
class RunDirectoryTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080/");

    @TempDir
    Path temporary;

    private static RunningServer born(Optional<Instant> born) {
        return new RunningServer(ProcessHandle.current().pid(), born, ADDRESS, Instant.now(), "1", "key");
    }

    @Test
    @DisplayName("what is noted is found as it was, until it is removed")
    void found() throws IOException {
        RunDirectory directory = RunDirectory.open(temporary.resolve("a/b"));
        RunningServer self = RunningServer.here(ADDRESS, "a key with = and : and \\");
        directory.add(self);
        assertEquals(List.of(self), directory.find().running());
        directory.remove(self);
        assertEquals(new RunDirectory.Found(List.of(), List.of()), directory.find());
    }

    @Test
    @DisplayName("PAR-332 a process that has got the id of a server which was killed is not taken for it")
    void reused() throws IOException {
        RunDirectory directory = RunDirectory.open(temporary.resolve("notes"));
        RunningServer old = born(Optional.of(Instant.now().minus(Duration.ofDays(1))));
        directory.add(old);
        RunDirectory.Found found = directory.find();
        assertEquals(List.of(), found.running());
        assertEquals(List.of(old), found.stale());
        assertEquals(List.of(), directory.find().stale(), "once is enough");
    }

    @Test
    @DisplayName("where the system does not say when a process began, its id counts")
    void unknownBirth() throws IOException {
        RunDirectory directory = RunDirectory.open(temporary.resolve("notes"));
        RunningServer server = born(Optional.empty());
        directory.add(server);
        assertEquals(List.of(server), directory.find().running());
    }

    @Test
    @DisplayName("a note that says nothing sensible goes away, and other files stay")
    void junk() throws IOException {
        Path path = temporary.resolve("notes");
        RunDirectory directory = RunDirectory.open(path);
        Files.writeString(path.resolve("1.server"), "pid=one\n");
        Files.writeString(path.resolve("2.server"), "\\u00");
        Files.writeString(path.resolve("readme"), "pid=1\n");
        assertEquals(new RunDirectory.Found(List.of(), List.of()), directory.find());
        assertTrue(Files.exists(path.resolve("readme")));
        assertTrue(Files.notExists(path.resolve("1.server")) && Files.notExists(path.resolve("2.server")));
    }

    @Test
    @DisplayName("neither a file nor a link is taken for the directory")
    void noDirectory() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
        for (Path path : List.of(file, link)) {
            String message = assertThrows(IOException.class, () -> RunDirectory.open(path))
                    .getMessage();
            assertEquals(path + " is no directory", message);
        }
    }
}
