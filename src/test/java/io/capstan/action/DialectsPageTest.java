package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.ChannelAuthorizer.Request;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.channel.Permissions;
import io.capstan.docs.Manual;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/dialects.md against the dialect. */
class DialectsPageTest {
    private static final Path PAGE = Path.of("docs/dialects.md");

    /** What the page has for the start of the server. */
    private static final String EPOCH = "9eowooe0xjpw";

    private static Decision decide(Request request) {
        return request.channel().startsWith("demo.") ? Decision.GRANT : Decision.DENY;
    }

    @Test
    @DisplayName("the conversation of the page goes as it is written there, line for line")
    void conversation() {
        Hub hub = MemoryHub.of(EPOCH, name -> MemoryHub.rule(100, 1000, 0), () -> 0, new ActionDialect());
        ChannelsComponent component =
                new ChannelsComponent(hub, new Permissions(List.of(DialectsPageTest::decide), hub));
        try (ComponentTester<ChannelsComponent> tester = ComponentTester.of(component)) {
            Side one = new Side(tester, "ada");
            Side other = new Side(tester, "bob");
            Map<String, Side> sides = Map.of(">", one, "<", one, ">>", other, "<<", other);
            int lines = 0;
            for (String line : Manual.lines(PAGE)) {
                String mark = line.substring(0, Math.max(0, line.indexOf(' ')));
                Side side = line.endsWith("}") ? sides.get(mark) : null;
                if (side != null) {
                    side.play(mark.charAt(0), line.substring(mark.length() + 1));
                    lines++;
                }
            }
            assertTrue(lines > 20, "the conversation is found at all: " + lines);
            one.assertDone();
            other.assertDone();
        }
    }

    /** One of those who talk. */
    private static final class Side {
        private final FakeConnection connection;
        private int seen;

        Side(ComponentTester<?> tester, String name) {
            connection = tester.request("/channels").caller(Caller.of(name)).connect();
        }

        void play(char mark, String message) {
            if (mark == '>') {
                connection.sendText(message);
                return;
            }
            List<String> received = connection.received();
            assertTrue(received.size() > seen, () -> "there is no " + message);
            assertEquals(neutral(message), neutral(received.get(seen++)));
        }

        void assertDone() {
            assertEquals(connection.received().size(), seen, "more came than the page says");
        }

        /** Without what differs from run to run: ids of connections. */
        private static String neutral(String message) {
            return message.replaceAll("\"(id|self)\":\"[A-Za-z0-9_-]{22}\"", "\"$1\":\"…\"");
        }
    }

    @Test
    @DisplayName("the page names all codes of errors, all actions, and nothing else")
    void tables() {
        assertEquals(
                Stream.of(ErrorCode.values()).map(ErrorCode::text).collect(Collectors.toCollection(TreeSet::new)),
                names("## Errors"));
        Hub hub = MemoryHub.of(name -> MemoryHub.rule(0, 1, 0), () -> 0);
        TreeSet<String> actions = new TreeSet<>(new ChannelActions(hub, new Permissions(List.of(), hub), 1)
                .handlers()
                .keySet());
        actions.addAll(List.of("auth.refresh", "hb"));
        assertEquals(actions, names("## All actions"));
    }

    /** The first cells of the table below a heading that are code. */
    private static TreeSet<String> names(String heading) {
        return Manual.lines(PAGE).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
