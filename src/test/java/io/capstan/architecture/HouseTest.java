package io.capstan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house and their order: an arrow only ever points down. */
class HouseTest {
    /** From the top to the bottom. Below the last one is only the API. */
    private static final List<String> ROOMS = List.of(
            "server",
            "testing",
            "operations",
            "push",
            "http",
            "rawsocket",
            "endpoint",
            "gate",
            "wamp",
            "action",
            "component",
            "store",
            "channel",
            "cluster",
            "wire",
            "settings");

    static Stream<String> rooms() {
        return ROOMS.stream();
    }

    @ParameterizedTest(name = "{0} knows no room above it")
    @MethodSource("rooms")
    void down(String room) {
        String[] above = ROOMS.subList(0, ROOMS.indexOf(room)).stream()
                .map(HouseTest::inside)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .because("an arrow only ever points down the list of rooms")
                .allowEmptyShould(true)
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("every class lives in a known room, in the API or in the demo")
    void known() {
        String[] packages = Stream.concat(Stream.of("io.capstan", inside("demo")), rooms().map(HouseTest::inside))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(packages).check(Sources.MAIN);
    }

    @Test
    @DisplayName("the demo uses nothing of Capstan but the API, and nobody uses the demo")
    void demo() {
        String[] rooms = rooms().map(HouseTest::inside).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(inside("demo"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms)
                .allowEmptyShould(true)
                .check(Sources.MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("demo"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("demo"))
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("nobody uses the test kit, which is there for others")
    void testKit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("testing"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("testing"))
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("no packages depend on each other in a circle")
    void circles() {
        slices().matching("io.capstan.(**)").should().beFreeOfCycles().check(Sources.MAIN);
    }

    @Test
    @DisplayName("every package says in its package-info what belongs there")
    void described() {
        List<Path> silent = Sources.packages().stream()
                .filter(directory -> !Files.isRegularFile(directory.resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), silent, "packages without package-info.java");
    }

    private static String inside(String room) {
        return "io.capstan." + room + "..";
    }
}
