package io.capstan.bench.host;

import io.capstan.bench.load.WampForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The router of jawampa on Netty, in a JVM with its own old libraries and the heap that all have. */
public final class JawampaHost extends WampPeerHost {
    private static final Path JARS = Path.of("target", "wamp-clients", "jawampa");
    private static final Path PROGRAM = Path.of("src/test/bench/JawampaRouter.java");

    private static List<Path> netty() {
        return Launch.matching(JARS, "jawampa-netty-.*\\.jar");
    }

    @Override
    public String name() {
        return "jawampa";
    }

    @Override
    public String product() {
        return netty().get(0).getFileName().toString().replaceAll("jawampa-netty-(.*)\\.jar", "jawampa $1");
    }

    @Override
    public boolean isJvm() {
        return true;
    }

    @Override
    public Optional<String> missing() {
        return netty().isEmpty()
                ? Optional.of("no jawampa in " + JARS + ": the build copies it there before it runs its tests")
                : Optional.empty();
    }

    @Override
    Set<WampForm> forms() {
        return Set.of(WampForm.JSON, WampForm.MSGPACK);
    }

    @Override
    List<String> command(int port) {
        return List.of(
                Launch.java(),
                "-Xmx512m",
                "-cp",
                JARS.resolve("*").toString(),
                PROGRAM.toString(),
                Integer.toString(port));
    }
}
