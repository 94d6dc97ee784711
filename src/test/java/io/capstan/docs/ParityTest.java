package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of docs/parity.md names, for each sentence, the test classes that carry its id; here it is compared. */
class ParityTest {
    private static final Path TABLE = Path.of("docs/parity.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("@DisplayName\\(\\s*\"((?:[^\"\\\\]|\\\\.|\"\\s*\\+\\s*\")*)\"\\s*\\)");
    private static final Pattern ID = Pattern.compile("PAR-\\d{3}");

    @Test
    @DisplayName("the last column of the table names the test classes with the id in a display name")
    void tests() {
        Map<String, Set<String>> tested = tested();
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Manual.rows(TABLE, "| PAR-")) {
            String right = String.join(", ", tested.getOrDefault(row.get(0), Set.of()));
            if (!row.get(4).equals(right)) {
                wrong.add(row.get(0) + " | " + right + " |");
            }
        }
        assertEquals(List.of(), wrong, "ids whose last cell should be this");
    }

    @Test
    @DisplayName("a sentence that is done has a test, and each id of a test is in the table once")
    void complete() {
        List<String> ids = new ArrayList<>();
        Set<String> untested = new TreeSet<>();
        for (List<String> row : Manual.rows(TABLE, "| PAR-")) {
            ids.add(row.get(0));
            if (Set.of("done", "differs").contains(row.get(2)) && row.get(4).isEmpty()) {
                untested.add(row.get(0));
            }
        }
        assertEquals(Set.of(), untested, "done, and no test says so");
        assertEquals(List.copyOf(new TreeSet<>(ids)), ids, "in order, each once");
        Set<String> unknown = new TreeSet<>(tested().keySet());
        unknown.removeAll(ids);
        assertEquals(Set.of(), unknown, "ids of tests that the table does not have");
    }

    @Test
    @DisplayName("each sentence is done, differs, is partly done or is open, and what is not done says why")
    void statuses() {
        for (List<String> row : Manual.rows(TABLE, "| PAR-")) {
            assertEquals(5, row.size(), row.toString());
            assertEquals(true, Set.of("done", "differs", "partly", "open").contains(row.get(2)), row.toString());
            assertEquals(false, row.get(3).isEmpty(), row.toString());
        }
    }

    private static Map<String, Set<String>> tested() {
        Map<String, Set<String>> tested = new TreeMap<>();
        for (Path file : Manual.files(TESTS, ".java")) {
            String type = file.getFileName().toString().replace(".java", "");
            Matcher names = DISPLAY_NAME.matcher(String.join("\n", Manual.lines(file)));
            while (names.find()) {
                Matcher ids = ID.matcher(names.group(1));
                while (ids.find()) {
                    tested.computeIfAbsent(ids.group(), id -> new TreeSet<>()).add(type);
                }
            }
        }
        return tested;
    }
}
