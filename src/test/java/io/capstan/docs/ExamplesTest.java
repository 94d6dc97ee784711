package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the examples share with the rest; they are tested by builds of their own. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");

    private static List<Path> examples() throws IOException {
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            return all.filter(directory -> Files.exists(directory.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("the first example is the component of the README, line for line")
    void first() throws IOException {
        String component = Files.readString(EXAMPLES.resolve("first/src/main/java/com/example/first/Chat.java"));
        String shown = component.substring(component.indexOf("@Route"));
        assertTrue(Files.readString(Path.of("README.md")).contains("```java\n" + shown + "```\n"), shown);
    }

    @Test
    @DisplayName("each example has a page to which the README leads")
    void pages() throws IOException {
        List<Path> examples = examples();
        String readme = Files.readString(Path.of("README.md"));
        for (Path example : examples) {
            assertTrue(Files.exists(example.resolve("README.md")), example.toString());
            assertTrue(readme.contains("(" + example + "/README.md)"), example.toString());
        }
        assertEquals(2, examples.size());
    }

    @Test
    @DisplayName("examples have the versions of servers and libraries that are tested here")
    void versions() throws IOException {
        String own = Files.readString(Path.of("pom.xml"));
        for (Path example : examples()) {
            String pom = Files.readString(example.resolve("pom.xml"));
            for (String name : List.of("wildfly", "payara")) {
                List<String> there = versions(pom, name);
                assertTrue(versions(own, name).containsAll(there), example + ": " + name + " " + there);
            }
            assertTrue(pom.contains("<version.capstan>" + versionOf(own) + "</version.capstan>"), example.toString());
        }
    }

    private static List<String> versions(String pom, String name) {
        Matcher found = Pattern.compile("<version\\." + name + ">([^<]+)<").matcher(pom);
        return found.results().map(match -> match.group(1)).toList();
    }

    private static String versionOf(String pom) {
        Matcher own = Pattern.compile("<artifactId>capstan</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);
        assertTrue(own.find());
        return own.group(1);
    }
}
