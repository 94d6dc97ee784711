package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A NATS server with its WebSocket listener. */
public final class NatsHost extends PeerHost {

    private static final String PROGRAM = "nats-server";
    private static final String GREETING = "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":false}\r\n";

    @Override
    public String name() {
        return "NATS";
    }

    @Override
    public String product() {
        return Launch.ask(PROGRAM, "--version");
    }

    @Override
    public Optional<String> missing() {
        return product().isEmpty() ? Optional.of("no nats-server: apt-get install nats-server") : Optional.empty();
    }

    /** The publisher subscribes as well, as all others do, but is not sent what it publishes. */
    @Override
    Dialect dialect() {
        return new Dialect(true, GREETING + "SUB bench 1\r\n", "PUB bench {n}\r\n", "\r\n");
    }

    @Override
    List<String> command(int port) throws IOException {
        Path directory = Launch.emptyDirectory(name());
        String configuration = "listen: 127.0.0.1:" + Launch.freePort() + "\nwebsocket { listen: \"127.0.0.1:" + port
                + "\", no_tls: true, compression: false }\n";
        Path file = Files.writeString(directory.resolve("nats.conf"), configuration);
        return List.of(PROGRAM, "-c", file.toString());
    }
}
