package io.capstan.rawsocket;

import io.capstan.endpoint.Arrival;
import io.capstan.wamp.rawsocket.RawSocketDecoder;
import io.capstan.wamp.rawsocket.RawSocketError;
import io.capstan.wamp.rawsocket.RawSocketException;
import io.capstan.wamp.rawsocket.RawSocketFrame;
import io.capstan.wamp.rawsocket.RawSocketHandshake;
import io.capstan.wamp.rawsocket.RawSocketLink;
import io.capstan.wire.WireConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The incoming half of one client: at first four bytes, and frames behind them. It becomes a connection when it has said what
 * it speaks, and costs next to nothing before. Used by the thread of the server only, which waits for nobody.
 */
final class RawSocketClient {
    private static final System.Logger LOG = System.getLogger(RawSocketClient.class.getName());

    /** What connections that were not closed by WebSocket's rules end with, as RFC 6455 §7.1.5 calls it. */
    private static final int ABNORMAL = 1006;

    /** A WELCOME with all features does not fit less. */
    private static final int SHORTEST = 1 << 11;

    private final RawSocketServer server;
    private final Door door;
    private final SocketChannel channel;
    private final SocketAddress peer;
    private final SelectionKey key;
    private final long since = System.nanoTime();
    private final ByteBuffer first = ByteBuffer.allocate(RawSocketHandshake.LENGTH);

    /** {@code null} until the handshake is complete. */
    private @Nullable Open open;

    /** What there is behind the handshake. */
    private record Open(RawSocketWire wire, RawSocketDecoder decoder, RawSocketLink link, Arrival arrival) {
        WireConnection connection() {
            return arrival.connection();
        }
    }

    RawSocketClient(RawSocketServer server, Door door, SocketChannel channel, SocketAddress peer, SelectionKey key) {
        this.server = server;
        this.door = door;
        this.channel = channel;
        this.peer = peer;
        this.key = key;
    }

    /** Where it is; for a Unix domain socket, nowhere in particular. */
    SocketAddress peer() {
        return peer;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The channel can do what it was waited for. */
    void ready(ByteBuffer buffer) throws IOException {
        Open known = open;
        if (known != null && key.isWritable()) {
            known.wire().writable();
        }
        if (channel.isOpen() && key.isReadable()) {
            read(buffer.clear());
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer) < 0) {
            gone();
            return;
        }
        buffer.flip();
        if (open == null) {
            shakeHands(buffer);
        }
        Open known = open;
        if (known != null && channel.isOpen()) {
            take(buffer, known);
        }
    }

    private void shakeHands(ByteBuffer bytes) throws IOException {
        while (first.hasRemaining() && bytes.hasRemaining()) {
            first.put(bytes.get());
        }
        if (first.hasRemaining()) {
            return;
        }
        try {
            RawSocketHandshake said = RawSocketHandshake.read(first.flip());
            if (said.longest() < SHORTEST) {
                refuse(RawSocketError.LENGTH_UNACCEPTABLE);
                return;
            }
            channel.write(
                    said.answer(server.options().longest()).bytes()); // nothing is before it, so that there is room
            RawSocketLink link = new RawSocketLink(said);
            RawSocketWire wire =
                    new RawSocketWire(channel, key, link, server.options().heartbeat());
            RawSocketDecoder decoder = new RawSocketDecoder(server.options().longest());
            open = new Open(wire, decoder, link, server.enter(door, peer, link, wire));
        } catch (RawSocketException e) {
            LOG.log(Level.DEBUG, "{0} is no client by RawSocket: {1}", peer, e.getMessage());
            if (e.error().isPresent()) {
                refuse(e.error().get());
            } else {
                close();
            }
        }
    }

    private void refuse(RawSocketError why) throws IOException {
        channel.write(why.answer());
        close();
    }

    private void take(ByteBuffer bytes, Open known) throws IOException {
        WireConnection connection = known.connection();
        if (connection.isClosing()) {
            return; // it is read to its end only
        }
        try {
            connection.heard();
            Optional<RawSocketFrame> frame = known.decoder().next(bytes);
            while (frame.isPresent()) {
                take(frame.get(), known);
                frame = known.decoder().next(bytes);
            }
        } catch (RawSocketException e) {
            connection.closeForProtocolError(String.valueOf(e.getMessage()));
        }
    }

    private static void take(RawSocketFrame frame, Open known) throws IOException {
        switch (frame.type()) {
            case MESSAGE -> known.arrival().message(frame.payload());
            case PING -> known.wire().pong(frame.payload());
            case PONG -> known.connection().pong(frame.payload());
        }
    }

    /** A look at the clock: it may not take for ever to say what it speaks. */
    void tick(long now, long handshakeNanos) throws IOException {
        if (open == null && now - since > handshakeNanos) {
            close();
        }
    }

    /** Nobody is let in any more who has not said yet what it speaks. */
    void stop() throws IOException {
        if (open == null) {
            close();
        }
    }

    /** Something went wrong with it. */
    void failed(Exception cause) throws IOException {
        Open known = open;
        close();
        if (known != null) {
            known.connection().failed(cause);
            known.wire().failed(cause);
            known.connection().closed(ABNORMAL, "");
        }
    }

    /** The other end has closed. */
    private void gone() throws IOException {
        Open known = open;
        close();
        if (known != null) {
            known.connection().closed(ABNORMAL, "");
        }
    }

    private void close() throws IOException {
        channel.close();
    }
}
