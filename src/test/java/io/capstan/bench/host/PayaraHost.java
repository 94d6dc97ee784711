package io.capstan.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An unmodified Payara Micro with one WAR, without a cluster. */
public final class PayaraHost extends JvmHost {

    private static final Path HOSTS = Path.of("target", "hosts");

    /** It listens on the loopback only, and Hazelcast not at all. */
    private static final List<String> PREBOOT = List.of(
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                    + ".address=127.0.0.1",
            "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false");

    private final BenchWar war;

    /** A Payara Micro with this WAR. */
    public PayaraHost(String name, BenchWar war, List<String> options) {
        super(name, options);
        this.war = war;
    }

    private static List<Path> jars() {
        return Launch.matching(HOSTS, "payara-micro-.*\\.jar");
    }

    @Override
    public Optional<String> missing() {
        return jars().isEmpty()
                ? Optional.of("no Payara Micro in " + HOSTS + ": the build puts it there before it runs its tests")
                : Optional.empty();
    }

    @Override
    public String product() {
        return jars().get(0).getFileName().toString().replaceAll("payara-micro-(.*)\\.jar", "Payara Micro $1");
    }

    @Override
    String context() {
        return "/load/";
    }

    @Override
    List<String> arguments(int port) throws IOException {
        Path directory = Launch.emptyDirectory(name());
        Path file = directory.resolve("load.war");
        war.writeTo(file);
        Path preboot = Files.write(directory.resolve("preboot.txt"), PREBOOT);
        return List.of(
                "-jar",
                jars().get(0).toString(),
                "--nocluster",
                "--disablephonehome",
                "--prebootcommandfile",
                preboot.toString(),
                "--port",
                Integer.toString(port),
                "--deploy",
                file.toString());
    }
}
