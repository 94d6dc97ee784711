package io.capstan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The API stays what a user can read in one sitting and take without taking anything else. */
class ApiTest {
    private static final int MOST_FILES = 45;

    @Test
    @DisplayName(
            "the API depends on the JDK, on annotations of CDI and JSON-B, on the HTTP session and on JSpecify, on nothing else")
    void pure() {
        classes()
                .that()
                .resideInAPackage("io.capstan")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.capstan",
                        "java..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "jakarta.json..",
                        "jakarta.servlet.http..",
                        "org.jspecify..")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("the API has at most 45 files")
    void small() {
        int files = Sources.files("io.capstan").size();
        assertTrue(files <= MOST_FILES, "the API has " + files + " files; at most " + MOST_FILES + " are allowed");
    }
}
