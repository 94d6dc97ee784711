package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.WampLoad;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host in a JVM: all of them get the same heap and the same address.
 *
 * <p>The bare engine and Capstan never share a process, though two WARs in one server would load as well: neither finds
 * the engine's code compiled for the other's calls, none looks at the other's garbage, and what Capstan changes in the
 * engine of Payara it changes for itself.
 */
public abstract class JvmHost implements Host {

    /** The option that makes a Capstan a router of WAMP; the engine without it is none. */
    public static final String ROUTER = "-Dcapstan.wamp.route=/wamp";

    private static final String PATH = "bench/echo";

    private final String name;
    private final List<String> options;

    /** @param options system properties, as {@code -Dkey=value} */
    JvmHost(String name, List<String> options) {
        this.name = name;
        this.options = options;
    }

    /** The command without the program and its options. */
    abstract List<String> arguments(int port) throws IOException;

    /** The context path, between slashes. */
    abstract String context();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isJvm() {
        return true;
    }

    @Override
    public final boolean takes(Load load) {
        return !(load instanceof WampLoad) || options.contains(ROUTER);
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public final RunningServer start() throws IOException {
        int port = Launch.freePort();
        List<String> command = new ArrayList<>(List.of(Launch.java(), "-Xmx512m"));
        command.addAll(options);
        command.addAll(arguments(port));
        URI root = URI.create("http://127.0.0.1:" + port + context());
        return RunningServer.start(name, command, root, PATH, Dialect.PLAIN);
    }
}
