package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.WampForm;
import io.capstan.bench.load.WampLoad;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A router of WAMP that is not Capstan. */
abstract class WampPeerHost implements Host {
    private static final String PATH = "wamp";

    /** The command that starts it on this port, in the foreground. */
    abstract List<String> command(int port) throws IOException;

    /** What it understands. */
    abstract Set<WampForm> forms();

    @Override
    public final boolean takes(Load load) {
        return load instanceof WampLoad wamp && forms().contains(wamp.form());
    }

    @Override
    public final RunningServer start() throws IOException {
        int port = Launch.freePort();
        URI root = URI.create("http://127.0.0.1:" + port + "/");
        Probe probe = new Probe(root.resolve(PATH), WampForm.JSON.subprotocol());
        return RunningServer.start(name(), command(port), root, probe, Dialect.PLAIN);
    }
}
