package io.capstan.wire;

import java.nio.ByteBuffer;

/**
 * Takes what an engine reads, on the thread that reads it: that one serves other connections too, so nothing here may block.
 * Called by one thread at a time.
 */
public interface Deliveries {
    /** A part of a text message. */
    void text(String part, boolean last);

    /** A part of a binary message; the bytes belong to the one who takes them. */
    void binary(byte[] part, boolean last);

    /** A pong; the buffer is good only during the call. */
    void pong(ByteBuffer payload);

    /** The transport failed. */
    void failed(Throwable error);
}
