package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The browser client")
class BrowserClientTest {
    private static final Path FILES = Path.of("src/main/resources/META-INF/resources/capstan");
    private static final Path MODULE = FILES.resolve("capstan.js");
    private static final Path TYPES = FILES.resolve("capstan.d.ts");
    private static final int MOST_BYTES = 6_000;

    @Test
    @DisplayName("PAR-312 holds all its checks on Node, with a socket and a clock of the test")
    void checksOnNode() {
        List<String> lines = Node.run("src/test/js/client/node.js", MODULE.toString());

        assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), () -> String.join("\n", lines));
        assertTrue(lines.size() >= 42, () -> "all checks ran: " + lines.size());
    }

    @Test
    @DisplayName("PAR-312 is a module without imports, of less than 6 kB as it travels")
    void small() throws IOException {
        String source = Files.readString(MODULE);
        assertTrue(Pattern.compile("^import\\b|\\bimport\\s*\\(|\\brequire\\(", Pattern.MULTILINE)
                .matcher(source.replaceAll("import\\(\"\\./capstan\\.d\\.ts\"\\)", ""))
                .results()
                .findAny()
                .isEmpty());

        int bytes = compressed(Files.readAllBytes(MODULE));

        assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
    }

    @Test
    @DisplayName("its types name exactly what its classes have")
    void types() throws IOException {
        Set<String> offered = new TreeSet<>();
        Set<String> typed = new TreeSet<>();
        String types = Files.readString(TYPES);
        members(Files.readString(MODULE), "^  (?:static |async |get )*([a-zA-Z]\\w*)(?:\\(.*\\{|;)$", offered);
        members(
                types.substring(types.indexOf("export class")),
                "^  (?:static |readonly )*([a-zA-Z]\\w*)[?(:<].*;$",
                typed);
        typed.removeAll(Set.of("code", "data")); // of the error, whose constructor sets them

        assertEquals(offered, typed);
        assertTrue(offered.containsAll(Set.of("onState", "ticket", "url", "subscribe", "request", "close")));
    }

    @Test
    @DisplayName("its options have the defaults that their types tell")
    void defaults() throws IOException {
        String module = Files.readString(MODULE);
        for (MatchResult option : Pattern.compile("Default: `?([^.`]+)`?\\.\\s*\\*/\\s+(\\w+)\\?:")
                .matcher(Files.readString(TYPES))
                .results()
                .toList()) {
            String value = option.group(1).replace(",", "_");
            String name = option.group(2);
            boolean said = module.contains("    " + name + " = " + value + ",")
                    || module.contains("    " + name + " = \"" + value + "\",")
                    || value.startsWith("th"); // the global one, that of the connection
            assertTrue(said, () -> name + " = " + value);
        }
    }

    private static void members(String source, String pattern, Set<String> found) {
        Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(member -> member.group(1))
                .forEach(found::add);
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream travels = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(travels)) {
            gzip.write(bytes);
        }
        return travels.size();
    }
}
