package io.capstan.wamp.message;

/** What a peer sent is against the protocol: its session ends with {@code wamp.error.protocol_violation}. */
public class ProtocolViolation extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, for the peer to read */
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }
}
