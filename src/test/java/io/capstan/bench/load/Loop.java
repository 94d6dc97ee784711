package io.capstan.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The one thread's selector, and the connections it serves. A connection that is lost ends the run. */
final class Loop implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE = 64;
    private static final int SMALL_BUFFER = 4096;
    private static final long CONNECT_NANOS = 60_000_000_000L;

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private final Set<Peer> peers = new LinkedHashSet<>();
    /** 0: as large as the system likes. */
    private int receiveBuffer;

    Loop() throws IOException {}

    /** Opens connections and waits until the server has accepted all of them. */
    List<Peer> connect(int number, URI target, Receiver receiver) throws IOException {
        return connect(number, target, "", receiver);
    }

    /** The same with a subprotocol. */
    List<Peer> connect(int number, URI target, String subprotocol, Receiver receiver) throws IOException {
        InetSocketAddress address = loopback(target);
        List<Peer> fresh = new ArrayList<>(number);
        long end = System.nanoTime() + CONNECT_NANOS;
        long open = 0;
        while (open < number) {
            while (fresh.size() < number && fresh.size() - open < CONNECTING_AT_ONCE) {
                fresh.add(connect(address, target, subprotocol, receiver));
            }
            poll(100);
            open = fresh.stream().filter(Peer::isOpen).count();
            if (System.nanoTime() > end) {
                throw new IOException("Only " + open + " of " + number + " connections to " + target);
            }
        }
        return fresh;
    }

    /** Opens a connection that takes in next to nothing and then, when its handshake is over, nothing more. */
    Peer connectStalled(URI target, Receiver receiver) throws IOException {
        receiveBuffer = SMALL_BUFFER;
        Peer peer = connect(1, target, receiver).get(0);
        receiveBuffer = 0;
        peer.stopReading();
        return peer;
    }

    /** Opens a connection, without waiting for the server's answer. */
    Peer begin(URI target, Receiver receiver) throws IOException {
        return connect(loopback(target), target, "", receiver);
    }

    /** Opens a connection with a subprotocol, without waiting for the server's answer. */
    Peer begin(URI target, String subprotocol, Receiver receiver) throws IOException {
        return connect(loopback(target), target, subprotocol, receiver);
    }

    private static InetSocketAddress loopback(URI target) {
        InetSocketAddress address = new InetSocketAddress(target.getHost(), target.getPort());
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("Only this machine may be loaded, not " + target);
        }
        return address;
    }

    private Peer connect(InetSocketAddress address, URI target, String subprotocol, Receiver receiver)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.connect(address);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Peer peer = new Peer(channel, key, subprotocol, receiver);
        key.attach(peer);
        peers.add(peer);
        peer.shakeHands(target);
        return peer;
    }

    /** Serves what is ready, after waiting so long at most for it. */
    void poll(long millis) throws IOException {
        try {
            selector.select(this::serve, millis);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void serve(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            if (key.isWritable()) {
                peer.writable();
            }
            if (key.isReadable()) {
                peer.readable(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends one of the connections. */
    void end(Peer peer) {
        peers.remove(peer);
        peer.close();
    }

    /** Ends one of the connections without a word, so that its port is free at once. */
    void drop(Peer peer) throws IOException {
        peers.remove(peer);
        peer.drop();
    }

    @Override
    public void close() throws IOException {
        peers.forEach(Peer::close);
        selector.close();
    }
}
