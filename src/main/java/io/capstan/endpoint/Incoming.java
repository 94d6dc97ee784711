package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.component.Callbacks;
import io.capstan.wire.Utf8;
import io.capstan.wire.WireConnection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from the parts in which an engine hands them over, and refuses those that are too big as soon
 * as they are. Used by one engine thread at a time.
 */
final class Incoming {
    private final WireConnection connection;
    private final Authentication authentication;
    private final Callbacks callbacks;
    private final IncomingStreams streams;
    private final int most;

    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;
    private boolean refused;

    /**
     * For one connection.
     *
     * @param streams is offered each part first
     * @param most the largest message, in bytes of payload
     */
    Incoming(
            WireConnection connection,
            Authentication authentication,
            Callbacks callbacks,
            IncomingStreams streams,
            int most) {
        this.connection = connection;
        this.authentication = authentication;
        this.callbacks = callbacks;
        this.streams = streams;
        this.most = most;
    }

    void text(String part, boolean last) {
        connection.heard();
        if (text == null && streams.text(part, last)) {
            return;
        }
        if (text == null && last) {
            if (fits(part)) {
                complete(part);
            }
            return;
        }
        StringBuilder whole = text == null ? new StringBuilder(part.length() * 2) : text;
        text = whole.append(part);
        if (!fits(whole)) {
            text = null;
        } else if (last) {
            text = null;
            complete(whole.toString());
        }
    }

    void binary(byte[] part, boolean last) {
        connection.heard();
        if (streams.binary(part, last)) {
            return;
        }
        int before = binary == null ? 0 : binary.size();
        if (refused || (long) before + part.length > most) {
            binary = null;
            refuse();
        } else if (binary == null && last) {
            complete(ByteBuffer.wrap(part));
        } else {
            ByteArrayOutputStream whole = binary == null ? new ByteArrayOutputStream(part.length * 2) : binary;
            whole.writeBytes(part);
            binary = last ? null : whole;
            if (last) {
                complete(ByteBuffer.wrap(whole.toByteArray()));
            }
        }
    }

    private void complete(String message) {
        if (authentication.passes(message)) {
            callbacks.message(message);
        }
    }

    private void complete(ByteBuffer message) {
        if (authentication.passesBinary()) {
            callbacks.message(message);
        }
    }

    private boolean fits(CharSequence whole) {
        boolean fits =
                !refused && whole.length() <= most && (whole.length() * 3L <= most || Utf8.length(whole) <= most);
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
