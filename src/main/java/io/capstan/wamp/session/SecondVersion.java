package io.capstan.wamp.session;

import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of the second version of WAMP.
 *
 * @param transport what brings its messages
 */
record SecondVersion(SocketTransport transport, Peer peer) implements Visitor {
    /** What is larger takes too long to look at where others wait. */
    private static final int LARGEST = 64 * 1024;

    /** One that has just opened its connection; one that offers no subprotocol writes JSON. */
    static SecondVersion of(WireConnection connection, Router router, ConnectionRegistry registry) {
        Protocol protocol = connection.subprotocol().flatMap(Protocol::of).orElse(Protocol.JSON);
        SocketTransport transport = new SocketTransport(connection, protocol, registry);
        return new SecondVersion(transport, new Peer(transport, router));
    }

    @Override
    public void text(String text) {
        take(() -> transport.read(text));
    }

    @Override
    public void binary(ByteBuffer binary) {
        take(() -> transport.read(binary));
    }

    @Override
    public @Nullable Runnable begin(String text) {
        return text.length() > LARGEST ? () -> text(text) : begin(() -> transport.read(text));
    }

    @Override
    public @Nullable Runnable begin(ByteBuffer binary) {
        return binary.remaining() > LARGEST ? () -> binary(binary) : begin(() -> transport.read(binary));
    }

    /** Handles the messages of a frame up to the first that may block. */
    private @Nullable Runnable begin(Frame frame) {
        List<WampMessage> messages;
        try {
            messages = frame.decode();
        } catch (ProtocolViolation e) {
            return () -> peer.violate(e.getMessage());
        }
        for (int i = 0; i < messages.size(); i++) {
            Runnable rest = peer.tryReceive(messages.get(i));
            if (rest != null) {
                List<WampMessage> behind = messages.subList(i + 1, messages.size());
                return () -> {
                    rest.run();
                    behind.forEach(peer::receive);
                };
            }
        }
        return null;
    }

    @Override
    public void gone() {
        peer.gone();
    }

    /** What a frame has. */
    @FunctionalInterface
    private interface Frame {
        List<WampMessage> decode() throws ProtocolViolation;
    }

    private void take(Frame frame) {
        List<WampMessage> messages;
        try {
            messages = frame.decode();
        } catch (ProtocolViolation e) {
            peer.violate(e.getMessage());
            return;
        }
        messages.forEach(peer::receive);
    }
}
