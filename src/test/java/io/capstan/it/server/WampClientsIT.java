package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.client.FreePort;
import io.capstan.it.client.WampClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Clients of WAMP that were not written here")
class WampClientsIT {

    /** The keys are those of RFC 8032, section 7.1, test 1. */
    private static final WampClient.Principal JOE = new WampClient.Principal(
            "joe",
            "s3cret of joe",
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    private static final int PORT = FreePort.any();

    @TempDir
    static Path directory;

    private static final List<String> CONFIGURATION = List.of(
            "-Dcapstan.wamp.auth=anonymous,ticket,wampcra,cryptosign",
            "-Dcapstan.wamp.rawsocket.port=" + PORT,
            "-Dcapstan.wamp.principal.joe.role=clerk",
            "-Dcapstan.wamp.principal.joe.secret=" + JOE.secret(),
            "-Dcapstan.wamp.principal.joe.pubkey=" + JOE.publicKey());

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("PAR-214 publish, subscribe, call and register in every serializer, and prove who they are")
    void everyCheckHolds(WampClient client) {
        Path socket = directory.resolve("wamp.sock");
        List<String> configuration = new ArrayList<>(CONFIGURATION);
        configuration.add("-Dcapstan.wamp.rawsocket.path=" + socket);
        try (ServerProcess server = ServerProcess.startWith(configuration)) {
            URI router =
                    switch (client.way()) {
                        case WEB_SOCKET -> server.webSocketAt("wamp");
                        case TCP -> URI.create("rs://127.0.0.1:" + PORT);
                        case UNIX -> URI.create("unix:" + socket);
                    };
            List<String> held = client.check(router, JOE);

            assertEquals(client.checks(), held.size(), () -> String.join("\n", held));
        }
    }
}
