package io.capstan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A host that is a main class on the class path of the benchmark, and prints {@code port 12345} when it is ready. */
record JvmHost(String name, Class<?> main) implements Host {

    private static final String HEAP = "-Xmx512m";
    private static final String WARNINGS_ONLY = "-Djava.util.logging.config.file=src/test/bench/logging.properties";

    @Override
    public RunningServer start() throws IOException {
        return RunningServer.start(
                name,
                List.of(java(), HEAP, WARNINGS_ONLY, "-cp", System.getProperty("java.class.path"), main.getName()));
    }

    /** The program that runs the benchmark itself. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
