package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is in the three artifacts, and what must not be. */
class ArtifactsIT {
    private static final Path CLASSES_JAR = Path.of(System.getProperty("capstan.classes.jar"));
    private static final Path SERVER_JAR = Path.of(System.getProperty("capstan.server.jar"));
    private static final Path WAR = Path.of(System.getProperty("capstan.war"));

    @Test
    @DisplayName("the classes jar is a bean archive with the framework, and has no demo and no server")
    void classesJar() throws IOException {
        List<String> entries = files(CLASSES_JAR);
        assertTrue(entries.contains("META-INF/beans.xml"), "it is a bean archive");
        assertTrue(entries.contains("META-INF/services/jakarta.enterprise.inject.spi.Extension"), "it starts itself");
        assertTrue(entries.contains("io/capstan/MessageComponent.class"), "it has the API");
        assertTrue(entries.contains("io/capstan/testing/ComponentTester.class"), "it has the test kit");
        assertTrue(entries.contains("META-INF/resources/capstan/capstan.js"), "it has the browser client");
        assertTrue(entries.contains("META-INF/resources/capstan/connection.js"), "it has all of the client");
        assertTrue(entries.contains("META-INF/resources/capstan/capstan.d.ts"), "it has the client's types");
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(entry -> entry.startsWith("io/capstan/demo/") || entry.startsWith("io/capstan/server/"))
                        .toList());
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(entry -> !entry.startsWith("io/capstan/") && !entry.startsWith("META-INF/"))
                        .toList(),
                "it has nothing of others");
    }

    @Test
    @DisplayName("the WAR has the framework and the JOSE library with its logging API, and no classes but the demo's")
    void war() throws IOException {
        List<String> entries = files(WAR);
        assertEquals(
                List.of("WEB-INF/lib/" + CLASSES_JAR.getFileName(), "WEB-INF/lib/jose4j", "WEB-INF/lib/slf4j-api"),
                entries.stream()
                        .filter(entry -> entry.endsWith(".jar"))
                        .map(entry -> entry.replaceFirst("(jose4j|slf4j-api)-[0-9.]+jar$", "$1"))
                        .sorted()
                        .toList());
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(entry -> entry.endsWith(".class"))
                        .filter(entry -> !entry.startsWith("WEB-INF/classes/io/capstan/demo/"))
                        .toList());
        assertTrue(entries.contains("index.html"), "it has the page");
        assertTrue(entries.contains("WEB-INF/classes/META-INF/microprofile-config.properties"), "it is configured");
    }

    @Test
    @DisplayName("the server jar has framework, demo, page and libraries, and neither beans.xml nor signatures")
    void serverJar() throws IOException {
        List<String> entries = files(SERVER_JAR);
        for (String expected : List.of(
                "io/capstan/server/Main.class",
                "io/capstan/demo/Chat.class",
                "webapp/index.html",
                "META-INF/resources/capstan/capstan.js",
                "META-INF/resources/capstan/connection.js",
                "META-INF/microprofile-config.properties",
                "org/jose4j/jwk/JsonWebKey.class",
                "org/slf4j/Logger.class",
                "io/undertow/Undertow.class")) {
            assertTrue(entries.contains(expected), expected);
        }
        assertEquals(
                List.of(),
                entries.stream()
                        .filter(entry ->
                                entry.equals("META-INF/beans.xml") || entry.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                        .toList());
        try (JarFile jar = new JarFile(SERVER_JAR.toFile())) {
            assertEquals("true", jar.getManifest().getMainAttributes().getValue("Multi-Release"));
        }
    }

    private static List<String> files(Path archive) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
