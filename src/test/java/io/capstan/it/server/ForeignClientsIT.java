package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ForeignClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Clients that were not written here")
class ForeignClientsIT {

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("PAR-150 get text and binary back, pongs, a clean close, a refusal, and hear each other in a room")
    void everyCheckHolds(ForeignClient client) {
        try (ServerProcess server = ServerProcess.start()) {
            String lines = client.check(server.at("echo"), server.at("chat/" + client.name()));

            assertTrue(lines.lines().count() >= 7, lines);
        }
    }
}
