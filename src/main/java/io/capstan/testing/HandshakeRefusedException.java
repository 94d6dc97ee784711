package io.capstan.testing;

/** The gate would have refused this handshake. */
public final class HandshakeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefusedException(int status, String why) {
        super(status + ": " + why);
        this.status = status;
    }

    /** The status of HTTP: 404 no route fits, 426 no common subprotocol, 401 or 403 not for this caller. */
    public int status() {
        return status;
    }
}
