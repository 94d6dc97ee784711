package io.capstan.it.client;

import io.capstan.wamp.message.Frames;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A client that writes lists of any values, whether they are messages of WAMP or not, and reads messages. */
public final class WampSocket implements AutoCloseable {
    private final JdkWebSocket socket;
    private final Protocol protocol;
    private final Queue<WampMessage> received = new ArrayDeque<>();

    private WampSocket(JdkWebSocket socket, Protocol protocol) {
        this.socket = socket;
        this.protocol = protocol;
    }

    /** Connects, and says nothing. */
    public static WampSocket connect(URI route, Protocol protocol) {
        return new WampSocket(JdkWebSocket.connect(route, protocol.subprotocol()), protocol);
    }

    /** Connects and joins a realm where nothing has to be proved. */
    public static WampSocket join(URI route, Protocol protocol, String realm) {
        WampSocket client = connect(route, protocol).send(1, realm, Map.of("roles", Map.of("caller", Map.of())));
        client.await(WampMessage.Welcome.class);
        return client;
    }

    /** What it is connected by. */
    public JdkWebSocket socket() {
        return socket;
    }

    /** Sends a list with these elements, as a frame of its own. */
    public WampSocket send(Object... elements) {
        return sendFrame(framed(Frames.list(protocol, List.of(elements))));
    }

    /** Sends these bytes, in a frame of the kind that the protocol wants. */
    public WampSocket sendFrame(byte[] frame) {
        if (protocol.serializer().isText()) {
            socket.send(new String(frame, StandardCharsets.UTF_8));
        } else {
            socket.send(frame);
        }
        return this;
    }

    private byte[] framed(byte[] message) {
        if (!protocol.isBatched()) {
            return message;
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        if (protocol.serializer().isText()) {
            batch.writeBytes(message);
            batch.write(0x1e);
        } else {
            batch.writeBytes(ByteBuffer.allocate(4).putInt(message.length).array());
            batch.writeBytes(message);
        }
        return batch.toByteArray();
    }

    /** The next message. */
    public WampMessage await() {
        if (received.isEmpty()) {
            byte[] frame = protocol.serializer().isText()
                    ? socket.awaitText().getBytes(StandardCharsets.UTF_8)
                    : socket.awaitBinary();
            try {
                received.addAll(Frames.decode(protocol, frame));
            } catch (ProtocolViolation e) {
                throw new AssertionError("The server sends what is no message", e);
            }
        }
        return received.remove();
    }

    /** The next message, which has to be of this type. */
    public <M extends WampMessage> M await(Class<M> type) {
        WampMessage message = await();
        if (!type.isInstance(message)) {
            throw new AssertionError("A " + type.getSimpleName() + " was due, and this came: " + message);
        }
        return type.cast(message);
    }

    /** How the server ends it. */
    public JdkWebSocket.Closed awaitClose() {
        return socket.awaitClose();
    }

    @Override
    public void close() {
        socket.close();
    }
}
