package io.capstan.wire;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The wire for every engine: whole messages through the Jakarta API's asynchronous remote, one at a time. */
public final class PortableWire extends SessionWire {
    static final String NAME = "portable";
    private static final Duration LAST_MOMENT = Duration.ofMillis(250);

    /** Makes them, on every engine. */
    static final class Factory implements WireFactory {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void start(ServerContainer container) {}

        @Override
        public Duration lastMoment() {
            return LAST_MOMENT;
        }

        @Override
        public Wire open(Session session, @Nullable Object kept, Transport transport) {
            return new PortableWire(session, transport);
        }
    }

    /** The wire of this session; see {@link WireFactory}. */
    public PortableWire(Session session, Transport transport) {
        super(session, transport);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        if (batch instanceof Fragment part) {
            writePart(part);
            return true;
        }
        Outgoing message = batch.messages().get(0);
        WriteUnderWay write = new WriteUnderWay(completion);
        SendHandler handler = result -> write.ended(failure(result));
        try {
            String text = message.text();
            if (text != null) {
                remote().sendText(text, handler);
            } else {
                remote().sendBinary(message.binary(), handler);
            }
        } catch (RuntimeException e) {
            throw new IOException(e); // Tyrus throws IllegalStateException on a closed session
        }
        return write.isComplete();
    }

    /** Only the remote that blocks takes parts of messages. */
    private void writePart(Fragment part) throws IOException {
        try {
            String text = part.text();
            if (text != null) {
                blocking().sendText(text, part.isLast());
            } else {
                blocking().sendBinary(part.payload(), part.isLast());
            }
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    private static @Nullable Throwable failure(SendResult result) {
        if (result.isOK()) {
            return null;
        }
        Throwable cause = result.getException();
        return cause != null ? cause : new IOException("The engine gave no reason.");
    }
}
