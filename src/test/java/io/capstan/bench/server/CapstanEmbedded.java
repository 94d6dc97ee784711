package io.capstan.bench.server;

import io.capstan.server.CapstanServer;
import java.io.PrintStream;
import java.util.List;

/** The embedded server of Capstan with the two components. */
public final class CapstanEmbedded {

    private CapstanEmbedded() {}

    /** Starts on a free port and says which. */
    public static void main(String[] arguments) throws Exception {
        CapstanServer server = CapstanServer.builder()
                .host("127.0.0.1")
                .port(0)
                .context("")
                .beanClasses(List.of(Echo.class, Fanout.class))
                .start();
        PrintStream out = System.out;
        out.println("port " + server.port());
    }
}
