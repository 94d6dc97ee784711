package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.wire.Utf8;
import io.capstan.wire.WireConnection;
import jakarta.websocket.MessageHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from the parts in which an engine hands them over, and refuses those that are too big as soon
 * as they are. Used by one engine thread at a time.
 */
final class Incoming implements MessageHandler.Partial<byte[]> {
    private final WireConnection connection;
    private final @Nullable IncomingStreams streams;
    private final int most;
    private final Consumer<Object> whole;

    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;
    private boolean refused;

    /**
     * For a connection.
     *
     * @param streams is offered each part first; {@code null} where all messages are put together
     * @param most the largest message, in bytes of payload
     * @param whole takes each message, a {@code String} or a {@code ByteBuffer}
     */
    Incoming(WireConnection connection, @Nullable IncomingStreams streams, int most, Consumer<Object> whole) {
        this.connection = connection;
        this.streams = streams;
        this.most = most;
        this.whole = whole;
    }

    /** Whose messages they are. */
    WireConnection connection() {
        return connection;
    }

    void text(String part, boolean last) {
        connection.heard(Utf8.length(part), last);
        if (streams != null && text == null && streams.text(part, last)) {
            return;
        }
        if (text == null && last) {
            if (fits(part)) {
                whole.accept(part);
            }
            return;
        }
        StringBuilder message = text == null ? new StringBuilder(part.length() * 2) : text;
        text = message.append(part);
        if (!fits(message)) {
            text = null;
        } else if (last) {
            text = null;
            whole.accept(message.toString());
        }
    }

    @Override
    public void onMessage(byte[] part, boolean last) {
        connection.heard(part.length, last);
        if (streams != null && streams.binary(part, last)) {
            return;
        }
        int before = binary == null ? 0 : binary.size();
        if (refused || (long) before + part.length > most) {
            binary = null;
            refuse();
        } else if (binary == null && last) {
            whole.accept(ByteBuffer.wrap(part));
        } else {
            ByteArrayOutputStream message = binary == null ? new ByteArrayOutputStream(part.length * 2) : binary;
            message.writeBytes(part);
            binary = last ? null : message;
            if (last) {
                whole.accept(ByteBuffer.wrap(message.toByteArray()));
            }
        }
    }

    /** The largest message, in bytes of payload. */
    long largest() {
        return streams == null ? most : Math.max(most, streams.largest());
    }

    /** The connection has ended. By any thread. */
    void end() {
        if (streams != null) {
            streams.end();
        }
    }

    private boolean fits(CharSequence message) {
        boolean fits =
                !refused && message.length() <= most && (message.length() * 3L <= most || Utf8.length(message) <= most);
        if (!fits) {
            refuse();
        }
        return fits;
    }

    private void refuse() {
        if (!refused) {
            refused = true;
            connection.close(CloseCode.TOO_BIG, "A message has at most " + most + " bytes");
        }
    }
}
