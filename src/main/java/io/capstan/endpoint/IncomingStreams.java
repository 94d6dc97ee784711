package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.component.Callbacks;
import io.capstan.component.Pipe;
import io.capstan.wire.WireConnection;
import org.jspecify.annotations.Nullable;

/**
 * Passes the parts of a message on while the rest is still coming, where the component takes it so. Used by one engine
 * thread at a time, but for the end.
 */
final class IncomingStreams {
    private static final String GONE = "The connection has ended within the message.";

    private final WireConnection connection;
    private final Authentication authentication;
    private final Callbacks callbacks;
    private final long most;
    /** {@code null}: any number of bytes a second. */
    private final @Nullable StreamRate rate;

    private volatile @Nullable Pipe<String> text;
    private volatile @Nullable Pipe<byte[]> binary;
    private volatile boolean ended;
    private long passed;
    /** What comes of a message that was refused is dropped. */
    private boolean refused;

    /** @param most the largest message, 0: any */
    IncomingStreams(
            WireConnection connection,
            Authentication authentication,
            Callbacks callbacks,
            int most,
            @Nullable StreamRate rate) {
        this.rate = rate;
        this.connection = connection;
        this.authentication = authentication;
        this.callbacks = callbacks;
        this.most = most == 0 ? Long.MAX_VALUE : most;
    }

    /** The largest message that is passed on. */
    long largest() {
        return most;
    }

    /** Takes a part of a text message; false if the message is to be put together first. */
    boolean text(String part, boolean last) {
        Pipe<String> pipe = text;
        if (pipe == null) {
            if (!callbacks.streamsText() || authentication.readsText(connection)) {
                return false;
            }
            if (refuses()) {
                return true;
            }
            pipe = callbacks.streamText();
        }
        boolean first = text == null;
        text = last ? null : pipe;
        pass(pipe, part, part.length(), first, last);
        return true;
    }

    /** Takes a part of a binary message; false if the message is to be put together first. */
    boolean binary(byte[] part, boolean last) {
        Pipe<byte[]> pipe = binary;
        if (pipe == null) {
            if (!callbacks.streamsBinary()) {
                return false;
            }
            if (refuses()) {
                return true;
            }
            pipe = callbacks.streamBinary();
        }
        boolean first = binary == null;
        binary = last ? null : pipe;
        pass(pipe, part, part.length, first, last);
        return true;
    }

    private boolean refuses() {
        passed = 0;
        refused = refused || ended || !authentication.passesBinary(connection);
        return refused;
    }

    private <P> void pass(Pipe<P> pipe, P part, int size, boolean first, boolean last) {
        passed += size;
        if (passed > most) {
            refused = true;
            connection.close(CloseCode.TOO_BIG, "A message has at most " + most + " bytes");
            pipe.fail("The message is larger than " + most + " bytes."); // what the handler makes of it comes second
            return;
        }
        if (rate != null && !rate.admits(first, size)) {
            refused = true;
            pipe.fail("More came in a second than may."); // what the handler makes of it comes second
            return;
        }
        pipe.put(part, size);
        if (last) {
            pipe.end();
        } else if (ended) {
            pipe.fail(GONE);
        }
    }

    /** The connection has ended: whoever reads learns that the rest will not come. By any thread. */
    void end() {
        ended = true;
        Pipe<String> reader = text;
        if (reader != null) {
            reader.fail(GONE);
        }
        Pipe<byte[]> stream = binary;
        if (stream != null) {
            stream.fail(GONE);
        }
    }
}
