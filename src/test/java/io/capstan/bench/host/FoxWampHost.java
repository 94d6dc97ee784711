package io.capstan.bench.host;

import io.capstan.bench.load.WampForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Node with the npm package fox-wamp, which knows JSON only. */
public final class FoxWampHost extends WampPeerHost {
    private static final Path HOME = Path.of("target", "js-bench").toAbsolutePath();
    private static final Path PACKAGE = HOME.resolve("node_modules/fox-wamp/package.json");

    @Override
    public String name() {
        return "fox-wamp";
    }

    @Override
    public String product() {
        return "Node " + Launch.ask("node", "--version") + ", fox-wamp "
                + Launch.ask("node", "-p", "require('" + PACKAGE + "').version");
    }

    @Override
    public boolean isJvm() {
        return false;
    }

    @Override
    public Optional<String> missing() {
        return Launch.ask("node", "--version").isEmpty() || !Files.isRegularFile(PACKAGE)
                ? Optional.of("no Node with the package fox-wamp in target/js-bench: src/test/bench/run.sh --install")
                : Optional.empty();
    }

    @Override
    Set<WampForm> forms() {
        return Set.of(WampForm.JSON);
    }

    @Override
    List<String> command(int port) throws IOException {
        Path script = Files.copy(
                Path.of("src/test/bench/fox-wamp.cjs"),
                HOME.resolve("fox-wamp.cjs"),
                StandardCopyOption.REPLACE_EXISTING);
        return List.of("node", script.toString(), Integer.toString(port));
    }
}
