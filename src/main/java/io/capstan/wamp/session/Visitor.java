package io.capstan.wamp.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A client with a WebSocket, whatever version of the protocol it speaks. Called by one thread at a time. */
public interface Visitor {
    /** A text message came. */
    void text(String text);

    /** A binary message came. */
    void binary(ByteBuffer binary);

    /**
     * A text message came on a thread that must not block.
     *
     * @return what is left to be done by another one; {@code null} for nothing
     */
    default @Nullable Runnable begin(String text) {
        return () -> text(text);
    }

    /** A binary message came on a thread that must not block, as {@link #begin(String)}. */
    default @Nullable Runnable begin(ByteBuffer binary) {
        return () -> binary(binary);
    }

    /** Its connection has ended. */
    void gone();
}
