package io.capstan.it.client;

import io.capstan.wamp.message.Frames;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.rawsocket.RawSocketDecoder;
import io.capstan.wamp.rawsocket.RawSocketException;
import io.capstan.wamp.rawsocket.RawSocketFrame;
import io.capstan.wamp.rawsocket.RawSocketFrame.Type;
import io.capstan.wamp.rawsocket.RawSocketHandshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of WAMP by RawSocket, which also sends what is no message, no frame and no handshake. */
public final class WampRawSocket implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;
    private static final int BUFFER = 1 << 16;

    private final SocketChannel channel;
    private final Protocol protocol;
    private final BlockingQueue<Optional<RawSocketFrame>> frames = new LinkedBlockingQueue<>();
    private final int longest;

    private WampRawSocket(SocketChannel channel, Protocol protocol, int longest) {
        this.channel = channel;
        this.protocol = protocol;
        this.longest = longest;
    }

    /** Connects, and says nothing, not even what it speaks. */
    public static SocketChannel silent(SocketAddress address) {
        try {
            return SocketChannel.open(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a handshake in hexadecimal digits; returns the answer in the same, empty if there was none before the end. */
    public static String greet(SocketChannel channel, String handshake) {
        try {
            writeAll(channel, HexFormat.of().parseHex(handshake));
            ByteBuffer answer = ByteBuffer.allocate(RawSocketHandshake.LENGTH);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            return HexFormat.of().formatHex(answer.array(), 0, answer.position());
        } catch (IOException e) {
            return "";
        }
    }

    /** Connects and shakes hands, and reads what comes only when it is asked to. */
    public static WampRawSocket connect(SocketAddress address, Protocol protocol, int longest) {
        SocketChannel channel = silent(address);
        String said = HexFormat.of()
                .formatHex(new RawSocketHandshake(protocol, longest).bytes().array());
        try {
            RawSocketHandshake answer =
                    RawSocketHandshake.read(ByteBuffer.wrap(HexFormat.of().parseHex(greet(channel, said))));
            return new WampRawSocket(channel, protocol, answer.longest());
        } catch (RawSocketException | RuntimeException e) {
            throw new AssertionError("The server has not taken the handshake " + said, e);
        }
    }

    /** Connects, joins a realm where nothing has to be proved, and reads all that comes. */
    public static WampRawSocket join(SocketAddress address, Protocol protocol, int longest, String realm) {
        WampRawSocket client = connect(address, protocol, longest).reading();
        client.send(1, realm, Map.of("roles", Map.of("caller", Map.of())));
        client.await(WampMessage.Welcome.class);
        return client;
    }

    /** Reads from now on, and answers pings. */
    public WampRawSocket reading() {
        Thread reader = new Thread(this::read, "rawsocket-client");
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    private void read() {
        RawSocketDecoder decoder = new RawSocketDecoder(RawSocketHandshake.LONGEST_LIMIT);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                for (Optional<RawSocketFrame> next = decoder.next(buffer);
                        next.isPresent();
                        next = decoder.next(buffer)) {
                    frames.add(next);
                    if (next.get().type() == Type.PING) {
                        sendFrame(Type.PONG, bytes(next.get().payload()));
                    }
                }
            }
        } catch (IOException | UncheckedIOException | RawSocketException end) {
            // which is what is told below
        }
        frames.add(Optional.empty());
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }

    /** The longest message that the server takes. */
    public int longest() {
        return longest;
    }

    /** Sends a list with these elements. */
    public WampRawSocket send(Object... elements) {
        return sendFrame(Type.MESSAGE, Frames.list(protocol, List.of(elements)));
    }

    /** Sends a frame. */
    public WampRawSocket sendFrame(Type type, byte[] payload) {
        return write(bytes(RawSocketFrame.encode(type, ByteBuffer.wrap(payload))));
    }

    /** Sends these bytes. */
    public WampRawSocket write(byte[] bytes) {
        try {
            writeAll(channel, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** The next frame; empty if the server has ended the connection. */
    public Optional<RawSocketFrame> awaitFrame() {
        try {
            Optional<RawSocketFrame> next = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came for " + LIMIT_SECONDS + " s.");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message. */
    public WampMessage await() {
        RawSocketFrame frame =
                awaitFrame().orElseThrow(() -> new AssertionError("The server has ended the connection."));
        if (frame.type() != Type.MESSAGE) {
            return await();
        }
        try {
            return Frames.decode(protocol, bytes(frame.payload())).get(0);
        } catch (ProtocolViolation e) {
            throw new AssertionError("The server sends what is no message", e);
        }
    }

    /** The next message, which has to be of this type. */
    public <M extends WampMessage> M await(Class<M> type) {
        WampMessage message = await();
        if (!type.isInstance(message)) {
            throw new AssertionError("A " + type.getSimpleName() + " was due, and this came: " + message);
        }
        return type.cast(message);
    }

    /** Waits until the server ends the connection, whatever comes before. */
    public void awaitEnd() {
        while (awaitFrame().isPresent()) {
            continue;
        }
    }

    /** What it is connected by. */
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
