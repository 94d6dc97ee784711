package io.capstan.wamp.rawsocket;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a peer sent is not RawSocket, or not what this side can do: the connection ends. */
public final class RawSocketException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable RawSocketError error;

    RawSocketException(String message) {
        this(message, null);
    }

    RawSocketException(String message, @Nullable RawSocketError error) {
        super(message, null, false, false);
        this.error = error;
    }

    /** What the peer is told before the end; empty if nothing. */
    public Optional<RawSocketError> error() {
        return Optional.ofNullable(error);
    }
}
