package io.capstan.bench.host;

import io.capstan.bench.load.BroadcastLoad;
import io.capstan.bench.load.Dialect;
import io.capstan.bench.load.EchoLoad;
import io.capstan.bench.load.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Node with the npm package ws. */
public final class NodeHost extends PeerHost {

    private static final Path HOME = Path.of("target", "js").toAbsolutePath();
    private static final Path PACKAGE = HOME.resolve("node_modules/ws/package.json");

    @Override
    public String name() {
        return "ws";
    }

    @Override
    public String product() {
        return "Node " + Launch.ask("node", "--version") + ", ws "
                + Launch.ask("node", "-p", "require('" + PACKAGE + "').version");
    }

    @Override
    public Optional<String> missing() {
        return Launch.ask("node", "--version").isEmpty() || !Files.isRegularFile(PACKAGE)
                ? Optional.of("no Node with the package ws in target/js: npm install --prefix target/js ws")
                : Optional.empty();
    }

    @Override
    public boolean takes(Load load) {
        return load instanceof BroadcastLoad || load instanceof EchoLoad;
    }

    @Override
    Dialect dialect() {
        return Dialect.PLAIN;
    }

    @Override
    List<String> command(int port) throws IOException {
        Path script = Files.copy(
                Path.of("src/test/bench/ws-server.mjs"),
                HOME.resolve("ws-server.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
        return List.of("node", script.toString(), Integer.toString(port));
    }
}
