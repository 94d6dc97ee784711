package io.capstan.rawsocket;

import io.capstan.wamp.rawsocket.RawSocketError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides who comes in: who may, as long as there are places. Used by the thread of the server only. */
final class Acceptor {
    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());

    private final RawSocketServer server;
    private final Predicate<SocketAddress> permitted;
    private final Places places;
    private boolean crowded;

    Acceptor(RawSocketServer server, Predicate<SocketAddress> permitted) {
        this.server = server;
        this.permitted = permitted;
        RawSocketOptions options = server.options();
        this.places = new Places(options.connections(), options.perAddress());
    }

    /** Takes a client in that has come by a door; empty if it does not come in, and then it has been closed. */
    Optional<RawSocketClient> receive(Door door, SocketChannel channel, Selector selector) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        channel.configureBlocking(false);
        if (!permitted.test(peer)) {
            channel.close();
            return Optional.empty();
        }
        if (peer instanceof InetSocketAddress) {
            TcpOptions.set(channel);
        }
        if (!places.take(peer)) {
            tellCrowded(peer);
            channel.write(RawSocketError.TOO_MANY_CONNECTIONS.answer());
            channel.close();
            return Optional.empty();
        }
        crowded = false;
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        RawSocketClient client = new RawSocketClient(server, door, channel, peer, key);
        key.attach(client);
        return Optional.of(client);
    }

    /** Once, and again when somebody has got in meanwhile. */
    private void tellCrowded(SocketAddress peer) {
        if (!crowded) {
            crowded = true;
            LOG.log(Level.WARNING, "Connections by RawSocket are refused, as from {0}: there are too many", peer);
        }
    }

    /** A client has gone. */
    void left(RawSocketClient client) {
        places.give(client.peer());
    }
}
