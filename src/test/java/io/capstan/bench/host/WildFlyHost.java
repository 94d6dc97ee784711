package io.capstan.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An unmodified WildFly in its standalone configuration, with one WAR and a directory of its own. */
public final class WildFlyHost extends JvmHost {

    private static final Path HOSTS = Path.of("target", "hosts");

    private final BenchWar war;

    /** A WildFly with this WAR. */
    public WildFlyHost(String name, BenchWar war, List<String> options) {
        super(name, options);
        this.war = war;
    }

    private static List<Path> homes() {
        return Launch.matching(HOSTS, "wildfly-[0-9.]+Final");
    }

    @Override
    public Optional<String> missing() {
        return homes().isEmpty()
                ? Optional.of("no WildFly in " + HOSTS + ": the build unpacks it there before it runs its tests")
                : Optional.empty();
    }

    @Override
    public String product() {
        return homes().get(0).getFileName().toString().replace("wildfly-", "WildFly ");
    }

    @Override
    String context() {
        return "/load/";
    }

    @Override
    List<String> arguments(int port) throws IOException {
        Path home = homes().get(0).toAbsolutePath();
        Path base = Launch.emptyDirectory(name());
        Launch.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        war.writeTo(Files.createDirectories(base.resolve("deployments")).resolve("load.war"));
        List<String> arguments = new ArrayList<>(opens());
        arguments.add("-Djboss.home.dir=" + home);
        arguments.add("-Djboss.server.base.dir=" + base);
        arguments.add("-Djboss.bind.address=127.0.0.1");
        arguments.add("-Djboss.bind.address.management=127.0.0.1");
        arguments.add("-Djboss.http.port=" + port);
        arguments.add("-Djboss.https.port=" + Launch.freePort());
        arguments.add("-Djboss.management.http.port=" + Launch.freePort());
        arguments.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        arguments.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        return arguments;
    }

    /** What its start script opens to it. The script itself would be one more process. */
    private static List<String> opens() {
        return Stream.of("lang", "lang.invoke", "lang.reflect", "io", "net", "security", "util", "util.concurrent")
                .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
                .toList();
    }
}
