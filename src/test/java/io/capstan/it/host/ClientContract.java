package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.it.container.Wars;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
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
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The browser client in somebody's own WAR, with a page that runs its checks: the client is served from the framework's jar.
 * Each engine has an application of its own, since checks count from its first message.
 */
@ExtendWith(ArquillianExtension.class)
abstract class ClientContract {
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

    private static final int ON_NODE = 10;
    private static final int IN_A_PAGE = 42 + 10 + 8 + 3;

    @ArquillianResource
    URL url;

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

    /** All that ran on Node, a line for each. */
    static void assertAllHoldOnNode(List<String> lines) {
        assertAllHold(lines, ON_NODE);
    }

    /** All that ran in a page, a line for each. */
    static void assertAllHoldInPage(List<String> lines) {
        assertAllHold(lines, IN_A_PAGE);
    }

    private static void assertAllHold(List<String> lines, int least) {
        String all = String.join("\n", lines);
        assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), all);
        assertTrue(lines.size() >= least, () -> "all checks ran:\n" + all);
    }
}
