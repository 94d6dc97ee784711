package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about the browser client")
class BrowserPageTest {
    private static final Path PAGE = Path.of("docs/browser.md");
    /** {@code ChromiumClientIT} runs it. */
    private static final Path RUN = Path.of("src/test/js/client/manual.js");

    private static final Path TYPES = Path.of("src/main/resources/META-INF/resources/capstan/capstan.d.ts");

    @Test
    @DisplayName("shows what stands, line for line, in a module that the tests run")
    void snippets() {
        String run =
                String.join("\n", Manual.lines(RUN).stream().map(String::strip).toList());
        List<String> strange = new ArrayList<>();
        List<List<String>> blocks = blocks();
        for (List<String> block : blocks) {
            String shown = String.join("\n", block.stream().map(String::strip).toList());
            if (!run.contains(shown)) {
                strange.add(shown);
            }
        }
        assertEquals(List.of(), strange);
        assertTrue(blocks.size() >= 8, "the blocks are found at all: " + blocks.size());
    }

    private static List<List<String>> blocks() {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : Manual.lines(PAGE)) {
            if (line.equals("```js")) {
                block = new ArrayList<>();
            } else if (line.equals("```") && block != null) {
                blocks.add(block);
                block = null;
            } else if (block != null && !line.startsWith("import ") && !(block.isEmpty() && line.isEmpty())) {
                block.add(line);
            }
        }
        return blocks;
    }

    @Test
    @DisplayName("has a row for each option, and for no other")
    void options() {
        String types = String.join("\n", Manual.lines(TYPES));
        String interfaceOfOptions =
                types.substring(types.indexOf("interface Options"), types.indexOf("interface RequestOptions"));
        Set<String> typed = names("^  (\\w+)\\?:", interfaceOfOptions);
        Set<String> rows = names("^\\| `(\\w+)` \\|[^|]*\\|[^|]*\\|$", String.join("\n", Manual.lines(PAGE)));

        assertEquals(typed, rows);
    }

    private static Set<String> names(String pattern, String text) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
