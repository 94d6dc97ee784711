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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The browser client")
class BrowserClientTest {
    private static final Path FILES = Path.of("src/main/resources/META-INF/resources/capstan");
    private static final Path MODULE = FILES.resolve("capstan.js");
    private static final Path ERROR = FILES.resolve("error.js");
    private static final Path TYPES = FILES.resolve("capstan.d.ts");
    /** An import only points down this list. The first has all others, so that a browser need not ask for them in turn. */
    private static final List<String> MODULES =
            List.of("capstan.js", "channels.js", "requests.js", "connection.js", "error.js");

    private static final Pattern BRINGS_CODE =
            Pattern.compile("\\bimport\\b(?!\\.meta)|\\brequire\\(|\\bfrom\\s*[\"']");
    private static final Pattern IMPORT = Pattern.compile("import \\{ .* } from \"\\./(.*)\";");
    private static final int MOST_BYTES = 8_000;

    @Test
    @DisplayName("PAR-312 holds all its checks on Node, with a socket and a clock of the test")
    void checksOnNode() {
        List<String> lines = Node.run("src/test/js/client/node.js", MODULE.toString());

        assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), () -> String.join("\n", lines));
        assertTrue(lines.size() >= 42, () -> "all checks ran: " + lines.size());
    }

    @Test
    @DisplayName("PAR-312 is five modules, which import one another in one direction and nothing else")
    void modules() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            Set<String> there =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            there.remove("capstan.d.ts");
            assertEquals(new TreeSet<>(MODULES), there);
        }
        for (String module : MODULES) {
            List<String> below = MODULES.subList(MODULES.indexOf(module) + 1, MODULES.size());
            assertTrue(below.containsAll(imports(module)), () -> module + " imports one of " + below + " only");
        }
        assertEquals(new TreeSet<>(MODULES.subList(1, MODULES.size())), imports("capstan.js"));
    }

    @Test
    @DisplayName("PAR-312 is less than 8 kB where it travels compressed")
    void small() throws IOException {
        int bytes = 0;
        for (String module : MODULES) {
            bytes += compressed(Files.readAllBytes(FILES.resolve(module)));
        }
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    /** The modules that one imports; whatever else brings code in is a fault. Types in comments bring none. */
    private static Set<String> imports(String module) throws IOException {
        String source = Files.readString(FILES.resolve(module)).replaceAll("(?s)/\\*\\*.*?\\*/", "");
        Set<String> found = new TreeSet<>();
        for (String line : source.lines().filter(BRINGS_CODE.asPredicate()).toList()) {
            Matcher statement = IMPORT.matcher(line);
            assertTrue(statement.matches(), () -> module + ": " + line);
            found.add(statement.group(1));
        }
        return found;
    }

    @Test
    @DisplayName("its types name exactly what its classes have")
    void types() throws IOException {
        Set<String> offered = new TreeSet<>();
        Set<String> typed = new TreeSet<>();
        String types = Files.readString(TYPES);
        members(
                Files.readString(MODULE) + Files.readString(ERROR),
                "^  (?:static |async |get )*([a-zA-Z]\\w*)(?:\\(.*\\{|;)$",
                offered);
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
