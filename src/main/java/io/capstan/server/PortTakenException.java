package io.capstan.server;

/** Something else listens at the address already, or it is none of this machine. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, Throwable cause) {
        super(
                "Cannot listen on " + host + ":" + port + ": " + cause.getMessage()
                        + ". Choose another --port or --host.",
                cause);
    }
}
