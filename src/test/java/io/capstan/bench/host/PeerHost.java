package io.capstan.bench.host;

import io.capstan.bench.load.BroadcastLoad;
import io.capstan.bench.load.Dialect;
import io.capstan.bench.load.Load;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A server of another kind, beside which Capstan is measured in the same run. */
abstract class PeerHost implements Host {
    private static final String PATH = "bench/fanout";

    /** The command that starts it on this port, in the foreground. */
    abstract List<String> command(int port) throws IOException;

    /** How clients speak to it. */
    abstract Dialect dialect();

    @Override
    public final boolean isJvm() {
        return false;
    }

    @Override
    public boolean takes(Load load) {
        return load instanceof BroadcastLoad && load.path().equals(PATH);
    }

    @Override
    public final RunningServer start() throws IOException {
        int port = Launch.freePort();
        URI root = URI.create("http://127.0.0.1:" + port + "/");
        return RunningServer.start(name(), command(port), root, PATH, dialect());
    }
}
