package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.it.client.Browser;
import io.capstan.it.client.Node;
import io.capstan.it.container.Wars;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser client in somebody's own WAR: it is served from the framework's jar, and holds its checks. */
@ExtendWith(ArquillianExtension.class)
class BrowserClientIT {
    private static final File PAGE = new File("src/test/js/client");
    private static final List<String> FILES = List.of(
            "page.html",
            "page.js",
            "checks.js",
            "checks/actions.js",
            "checks/channels.js",
            "checks/connection.js",
            "checks/tokens.js",
            "stage.js",
            "fakes.js",
            "assert.js",
            "live.js",
            "manual.js");

    @ArquillianResource
    URL url;

    private URI base;

    /** Tokens that say everything themselves: {@code badge.NAME.SECONDS.NUMBER}. */
    @ApplicationScoped
    public static class Badges implements TokenVerifier {
        @Override
        public Optional<Caller> verify(String token) throws InvalidTokenException {
            String[] parts = token.split("\\.");
            if (parts.length != 4 || !parts[0].equals("badge")) {
                return Optional.empty();
            }
            Instant end = Instant.now().plusSeconds(Long.parseLong(parts[2]));
            return Optional.of(new Caller(parts[1], Set.of(), Map.of(), Optional.of(end)));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        WebArchive war = Wars.of("client", Badges.class);
        for (String file : FILES) {
            war.addAsWebResource(new File(PAGE, file), file);
        }
        war.addAsWebResource(new StringAsset("badge.ada.60.1"), "token");
        return Wars.withConfiguration(
                war,
                "capstan.channels.route=/channels",
                "capstan.channels.rule.room.pattern=room.**",
                "capstan.channels.rule.room.subscribe=everyone",
                "capstan.channels.rule.room.publish=everyone",
                "capstan.channels.rule.room.presence=everyone",
                "capstan.channels.rule.room.history=everyone",
                "capstan.channels.rule.room.history.size=10",
                "capstan.channels.rule.room.join-leave=true",
                "capstan.token.in-band=true");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName("PAR-312 the modules come from the jar in the WAR, as JavaScript, with their types beside them")
    void served() {
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
        List<String> lines = Node.run("src/test/js/client/node.js", module, base.toString());

        assertAllHold(lines, 10);
    }

    @Test
    @DisplayName("PAR-312 PAR-313 in a browser: the same; and address, tokens and tickets without building strings")
    void browser() {
        try (Browser browser = Browser.start()) {
            Browser.Window window = browser.open(base.resolve("page.html"));
            window.awaitLongText("#verdict", "done");
            List<String> lines = window.texts("#lines").get(0).lines().toList();

            assertAllHold(lines, 42 + 10 + 8 + 3);
        }
    }

    static void assertAllHold(List<String> lines, int least) {
        String all = String.join("\n", lines);
        assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), all);
        assertTrue(lines.size() >= least, () -> "all checks ran:\n" + all);
    }
}
