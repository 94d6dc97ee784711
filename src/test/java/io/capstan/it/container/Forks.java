package io.capstan.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The JVMs that run tests at the same time. */
final class Forks {
    private Forks() {}

    /** Which of them this is, from 1; 1 for a run from an IDE. */
    static int number() {
        return Integer.getInteger("capstan.fork", 1);
    }

    /** A port on which nobody listens, of those that the system hands out one after the other. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
