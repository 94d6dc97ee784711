package io.capstan.rawsocket;

import io.capstan.Handshake;
import io.capstan.endpoint.Annex;
import io.capstan.endpoint.Arrival;
import io.capstan.endpoint.Entrance;
import io.capstan.wamp.rawsocket.RawSocketLink;
import io.capstan.wamp.session.WampComponent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes clients by TCP and by a Unix domain socket. One thread accepts, reads, and writes what a socket did not take at
 * once, and waits for nobody; what messages ask for is done by workers. It goes on until the last connection has ended, which
 * may be after {@link #close}.
 */
final class RawSocketServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RawSocketServer.class.getName());
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final InetSocketAddress UNIX = InetSocketAddress.createUnresolved("unix", 0);

    private final RawSocketOptions options;
    private final Entrance entrance;
    private final Acceptor acceptor;
    private final Selector selector;
    private final List<Door> doors = new ArrayList<>();
    private final Thread thread;
    private final long tickMillis;

    private volatile boolean stopping;

    // Used by the thread only.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Set<RawSocketClient> clients = new HashSet<>();
    private long lastTick = System.nanoTime();
    private long acceptsFrom;

    private RawSocketServer(
            RawSocketOptions options, Entrance entrance, Predicate<SocketAddress> permitted, Annex.Site site)
            throws IOException {
        this.options = options;
        this.entrance = entrance;
        this.acceptor = new Acceptor(this, permitted);
        this.tickMillis = Math.max(10, Math.min(1000, options.handshake().toMillis() / 4));
        this.selector = Selector.open();
        this.thread = site.threads().newThread(this::run);
    }

    /**
     * Listens from now on.
     *
     * @param permitted who may connect
     * @throws io.capstan.WiringException if it cannot
     */
    static RawSocketServer start(
            RawSocketOptions options, Entrance entrance, Predicate<SocketAddress> permitted, Annex.Site site) {
        RawSocketServer server = null;
        try {
            server = new RawSocketServer(options, entrance, permitted, site);
            server.open();
            return server;
        } catch (IOException | RuntimeException e) {
            if (server != null) {
                server.closeDoors();
                quietly(server.selector::close);
            }
            throw e instanceof RuntimeException known ? known : new IllegalStateException("RawSocket cannot start.", e);
        }
    }

    private void open() throws IOException {
        if (options.tcp().isPresent()) {
            open(Door.tcp(options.tcp().get()));
        }
        if (options.unix().isPresent()) {
            open(Door.unix(options.unix().get()));
        }
        thread.start();
        doors.forEach(door -> LOG.log(Level.INFO, () -> "Clients of WAMP can connect by RawSocket to " + door.uri()));
    }

    private void open(Door door) throws IOException {
        doors.add(door);
        door.channel().register(selector, SelectionKey.OP_ACCEPT, door);
    }

    /** What holds for its clients. */
    RawSocketOptions options() {
        return options;
    }

    /** A client has said what it speaks. */
    Arrival enter(Door door, SocketAddress peer, RawSocketLink link, RawSocketWire wire) {
        Handshake handshake = new Handshake(
                door.uri().toString(),
                door.uri().toString(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(link.protocol().subprotocol()),
                peer instanceof InetSocketAddress known ? known : UNIX,
                door.local(),
                false,
                Instant.now());
        return entrance.open(WampComponent.class, handshake, Map.of(RawSocketLink.ATTRIBUTE, link), wire);
    }

    private void run() {
        try {
            while (!stopping || !clients.isEmpty()) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "RawSocket has failed; nobody can connect by it any more", e);
            clients.forEach(client -> quietly(() -> client.failed(new IOException("RawSocket has failed.", e))));
        } finally {
            closeDoors();
            quietly(selector::close);
        }
    }

    private void turn() throws IOException {
        selector.select(this::ready, tickMillis);
        long now = System.nanoTime();
        boolean tick = now - lastTick >= Duration.ofMillis(tickMillis).toNanos();
        if (tick || stopping) {
            lastTick = now;
            long handshake = options.handshake().toNanos();
            clients.forEach(client -> attempt(client, () -> {
                client.tick(now, handshake);
                if (stopping) {
                    client.stop();
                }
            }));
            acceptAgain(now);
        }
        clients.removeIf(this::hasLeft);
    }

    private boolean hasLeft(RawSocketClient client) {
        boolean left = !client.isOpen();
        if (left) {
            acceptor.left(client);
        }
        return left;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof RawSocketClient client) {
            attempt(client, () -> client.ready(buffer));
        } else {
            accept(key, (Door) key.attachment());
        }
    }

    /** What goes wrong with one client is the end of that one. */
    private static void attempt(RawSocketClient client, Door.Closing step) {
        try {
            if (client.isOpen()) {
                step.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A client by RawSocket has failed", e);
            quietly(() -> client.failed(e));
        }
    }

    private void accept(SelectionKey key, Door door) {
        try {
            SocketChannel peer = stopping ? null : door.channel().accept();
            if (peer != null) {
                receive(door, peer);
            }
        } catch (IOException e) {
            if (stopping) {
                return;
            }
            LOG.log(Level.WARNING, "A connection by RawSocket could not be accepted", e);
            key.interestOps(0); // it would be ready at once again, as when there are no more file descriptors
            acceptsFrom = System.nanoTime() + PAUSE.toNanos();
        }
    }

    private void receive(Door door, SocketChannel channel) {
        try {
            acceptor.receive(door, channel, selector).ifPresent(clients::add);
        } catch (IOException | RuntimeException e) { // it has gone already
            LOG.log(Level.DEBUG, "A client by RawSocket has failed", e);
            quietly(channel::close);
        }
    }

    private void acceptAgain(long now) {
        if (acceptsFrom != 0 && now - acceptsFrom > 0) {
            acceptsFrom = 0;
            for (Door door : doors) {
                ServerSocketChannel channel = door.channel();
                SelectionKey key = channel.keyFor(selector);
                if (key != null && key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            }
        }
    }

    /** Lets nobody in any more. Those who are in stay until their connections are closed by the router. */
    @Override
    public void close() {
        stopping = true;
        closeDoors();
        selector.wakeup();
    }

    private void closeDoors() {
        doors.forEach(door -> quietly(door::close));
    }

    private static void quietly(Door.Closing step) {
        try {
            step.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "RawSocket could not be closed properly", e);
        }
    }
}
