package io.capstan.wamp.rawsocket;

import java.nio.ByteBuffer;

/** Why there will be no connection, in the codes of the answer to the handshake (WAMP, "RawSocket Transport"). */
public enum RawSocketError {
    SERIALIZER_UNSUPPORTED(1),
    LENGTH_UNACCEPTABLE(2),
    RESERVED_BITS_USED(3),
    TOO_MANY_CONNECTIONS(4);

    private final int code;

    RawSocketError(int code) {
        this.code = code;
    }

    /** The four bytes that tell the client; the connection ends behind them. */
    public ByteBuffer answer() {
        return ByteBuffer.wrap(new byte[] {RawSocketHandshake.MAGIC, (byte) (code << 4), 0, 0});
    }
}
