package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.Node;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The browser client comes from the framework's jar, and holds its checks on Node. */
class NodeClientIT extends ClientContract {
    @Test
    @DisplayName("PAR-312 the modules come from the jar in the WAR, as JavaScript, with their types beside them")
    void served() throws Exception {
        URI base = url.toURI();
        Map<String, String> modules = Map.of(
                "capstan.js", "export class Capstan ",
                "channels.js", "export class Channels ",
                "requests.js", "export class Requests ",
                "connection.js", "export class Connection ",
                "error.js", "export class CapstanError ");
        modules.forEach((name, part) -> {
            try (RawSocket socket = RawSocket.connect(base)) {
                HttpAnswer module = socket.get("/capstan/" + name).plain().answer();
                assertEquals(200, module.status(), name);
                String type = module.header("Content-Type").orElse("none");
                assertTrue(type.matches("(text|application)/javascript(;.*)?"), () -> name + ": " + type);
                assertTrue(module.body().contains(part), module.body());
            }
        });
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(
                    200, socket.get("/capstan/capstan.d.ts").plain().answer().status());
        }
    }

    @Test
    @DisplayName("PAR-312 on Node: channels, recovery after a cut, presence, history, errors, signs of life, tokens")
    void node() {
        String module = "src/main/resources/META-INF/resources/capstan/capstan.js";
        List<String> lines = Node.run("src/test/js/client/node.js", module, url.toString());

        assertAllHoldOnNode(lines);
    }
}
