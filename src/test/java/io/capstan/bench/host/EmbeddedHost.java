package io.capstan.bench.host;

import io.undertow.Version;
import java.util.List;

/** A host that is a main class on the class path of the benchmark, with the port as its argument. */
public final class EmbeddedHost extends JvmHost {

    private static final String WARNINGS_ONLY = "-Djava.util.logging.config.file=src/test/bench/logging.properties";

    private final Class<?> main;

    /** A host with this main class. */
    public EmbeddedHost(String name, Class<?> main, List<String> options) {
        super(name, options);
        this.main = main;
    }

    @Override
    public String product() {
        return Version.getFullVersionString().replace(" - ", " ");
    }

    @Override
    String context() {
        return "/";
    }

    @Override
    List<String> arguments(int port) {
        return List.of(
                WARNINGS_ONLY, "-cp", System.getProperty("java.class.path"), main.getName(), Integer.toString(port));
    }
}
