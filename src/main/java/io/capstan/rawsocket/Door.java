package io.capstan.rawsocket;

import io.capstan.WiringException;
import io.capstan.wire.unix.SocketFile;
import io.capstan.wire.unix.SocketPlace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;

/**
 * What listens.
 *
 * @param channel does not block
 * @param uri as clients name it: {@code rs://127.0.0.1:8081}, {@code unix:/run/capstan/wamp.sock}
 * @param local the address by which it is known to a handshake
 * @param closing ends it
 */
record Door(ServerSocketChannel channel, URI uri, InetSocketAddress local, Closing closing) {

    /** Ends what listens. */
    @FunctionalInterface
    interface Closing {
        void close() throws IOException;
    }

    /** Listens by TCP from now on. */
    static Door tcp(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw new WiringException("Capstan cannot start:\n - The setting " + RawSocketOptions.PORT + " is '"
                    + address.getPort() + "', and " + address.getAddress().getHostAddress()
                    + " cannot be listened on at this port: " + e.getMessage() + ".");
        }
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        String host = local.getAddress().getHostAddress();
        String name = host.contains(":") ? "[" + host + "]" : host;
        return new Door(channel, URI.create("rs://" + name + ":" + local.getPort()), local, channel::close);
    }

    /** Listens by a Unix domain socket from now on, which nobody but the user of this process can open. */
    static Door unix(SocketPlace place) throws IOException {
        SocketFile file = place.open(SocketFile.Openness.OWNER);
        try {
            file.channel().configureBlocking(false);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        InetSocketAddress local = InetSocketAddress.createUnresolved("unix", 0);
        return new Door(
                file.channel(), URI.create("unix:" + place.path().toUri().getRawPath()), local, file::close);
    }

    void close() throws IOException {
        closing.close();
    }
}
