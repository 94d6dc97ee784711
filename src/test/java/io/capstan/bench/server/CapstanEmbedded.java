package io.capstan.bench.server;

import io.capstan.server.CapstanServer;

/** The embedded server of Capstan with the components, on the port that is its argument. */
public final class CapstanEmbedded {

    private CapstanEmbedded() {}

    /** Starts it. */
    public static void main(String[] arguments) throws Exception {
        CapstanServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .context("")
                .beanClasses(Classes.COMPONENTS)
                .start();
    }
}
