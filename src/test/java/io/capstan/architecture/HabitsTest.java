package io.capstan.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.core.domain.properties.HasType.Predicates.rawType;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Locale;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no package may do, or only one. */
class HabitsTest {
    private static final String SERVER = "io.capstan.server..";
    private static final String UNDERTOW = "io.capstan.wire.undertow..";
    private static final String TYRUS = "io.capstan.wire.tyrus..";

    private static final DescribedPredicate<JavaAnnotation<?>> DISABLED = rawType(DescribedPredicate.describe(
                    "org.junit.jupiter.api.Disabled*",
                    (JavaClass type) -> type.getSimpleName().startsWith("Disabled")
                            && type.getPackageName().startsWith("org.junit")))
            .forSubtype();

    @Test
    @DisplayName("only the server's command line writes to System.out and System.err")
    void streams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("nobody prints a stack trace to System.err")
    void stackTraces() {
        noClasses()
                .should()
                .callMethodWhere(target(name("printStackTrace"))
                        .and(target(rawParameterTypes(new Class<?>[0])))
                        .and(target(owner(JavaClass.Predicates.assignableTo(Throwable.class)))))
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("whoever logs uses System.Logger; only the command line configures what is behind it")
    void logging() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.capstan.server.Logging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.jboss.logging..")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("only the embedded server knows classes of a vendor, and the wire of an engine those of this engine")
    void vendors() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVER, UNDERTOW, TYRUS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.undertow..",
                        "io.smallrye..",
                        "org.eclipse.parsson..",
                        "org.eclipse.yasson..",
                        "org.glassfish..",
                        "org.jboss..",
                        "org.wildfly..",
                        "org.xnio..",
                        "picocli..")
                .check(Sources.MAIN);
        classes()
                .that()
                .resideInAPackage(TYRUS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.naming..",
                        "jakarta..",
                        "org.jspecify..",
                        "io.capstan..",
                        "org.glassfish.tyrus..")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName(
            "nobody extends the pools and queues of the JDK: a server's own threads that wait in them would keep the class")
    void pools() {
        noClasses()
                .should()
                .beAssignableTo(BlockingQueue.class)
                .orShould()
                .beAssignableTo(AbstractExecutorService.class)
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("only the package of JSON Web Tokens knows the JOSE library")
    void jose() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.capstan.gate.jwt")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jose4j..")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("only the store knows databases")
    void databases() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.capstan.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("nobody names a class of an accelerated wire: its engine may be missing")
    void accelerated() {
        noClasses()
                .that()
                .resideOutsideOfPackages(UNDERTOW, TYRUS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(UNDERTOW, TYRUS)
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("upper and lower case never depend on the machine's language")
    void locale() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .because("String.toLowerCase(" + Locale.class.getSimpleName() + ".ROOT) is the same everywhere")
                .check(Sources.MAIN);
    }

    @Test
    @DisplayName("no test is switched off")
    void tests() {
        noMethods().should().beAnnotatedWith(DISABLED).check(Sources.TESTS);
        noClasses().should().beAnnotatedWith(DISABLED).check(Sources.TESTS);
    }
}
