package io.capstan.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A WAR of a few classes, with or without Capstan in it, as a user would build it. */
public final class BenchWar {
    private static final Path FAST_ON_WILDFLY = Path.of("src/main/webapp/WEB-INF/jboss-deployment-structure.xml");

    private final List<Class<?>> classes;
    private final boolean capstan;

    private BenchWar(List<Class<?>> classes, boolean capstan) {
        this.classes = classes;
        this.capstan = capstan;
    }

    /** A WAR that does not know Capstan. */
    public static BenchWar bare(List<Class<?>> classes) {
        return new BenchWar(classes, false);
    }

    /** A WAR with Capstan's classes jar in {@code WEB-INF/lib}, and the descriptor that WildFly wants for the fast wire. */
    public static BenchWar withCapstan(List<Class<?>> classes) {
        return new BenchWar(classes, true);
    }

    /** Writes the file. */
    void writeTo(Path file) throws IOException {
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Class<?> each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                war.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
                try (InputStream code = each.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(war);
                }
            }
            if (capstan) {
                war.putNextEntry(new ZipEntry("WEB-INF/lib/capstan-classes.jar"));
                Files.copy(frameworkJar(), war);
                war.putNextEntry(new ZipEntry("WEB-INF/jboss-deployment-structure.xml"));
                Files.copy(FAST_ON_WILDFLY, war);
            }
        }
    }

    private static Path frameworkJar() throws IOException {
        List<Path> jars = Launch.matching(Path.of("target"), "capstan-.*-classes\\.jar");
        if (jars.size() != 1) {
            throw new IOException("target/ should have one capstan-<version>-classes.jar, not " + jars);
        }
        return jars.get(0);
    }
}
