package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.Autobahn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Autobahn's fuzzing client")
class AutobahnIT {

    private static final Path REPORTS = Path.of("target", "autobahn");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("PAR-175 none of 247 cases fails through /echo, and no more are not strict than on the bare engine")
    void everyCaseAsGoodAsTheBareEngine() throws Exception {
        Autobahn.Report bare;
        try (BareUndertow engine = BareUndertow.start()) {
            bare = Autobahn.run(engine.uri().resolve("echo"), "bare-undertow", REPORTS.resolve("bare-undertow"));
        }
        Autobahn.Report ours;
        try (ServerProcess server = ServerProcess.startWith(List.of())) {
            ours = Autobahn.run(server.at("echo"), "capstan-server", REPORTS.resolve("capstan-server"));
        }

        String both = ours + "\n" + bare;
        assertEquals(Autobahn.CASES, ours.cases().size(), both);
        assertTrue(ours.failed().isEmpty(), both);
        assertEquals(Set.of(), ours.lessStrictThan(bare), both);
    }
}
