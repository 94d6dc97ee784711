package io.capstan.push;

import io.capstan.endpoint.Annex;
import io.capstan.push.Fault.Code;
import io.capstan.wire.unix.SocketFile;
import io.capstan.wire.unix.SocketFile.Openness;
import io.capstan.wire.unix.SocketPlace;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Takes messages by a Unix domain socket. One thread reads, writes and watches all connections and waits for none of them;
 * what the messages ask for is done by workers, for each connection by one at a time.
 */
final class SocketServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SocketServer.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final SocketOptions options;
    private final int largest;
    private final SocketFile file;
    private final SocketAnswers answers;
    private final Selector selector;
    private final Executor workers;
    private final Thread thread;
    private final SelectionKey accepting;
    private final long tickMillis;

    /** What workers leave to the thread. */
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

    private volatile boolean stopping;

    // Used by the thread only.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<SocketConnection> connections = new ArrayList<>();

    private long acceptsFrom;

    /** A step of a connection. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private record Task(SocketConnection connection, Step step) {}

    private SocketServer(SocketOptions options, int largest, SocketFile file, Desk desk, Annex.Site site)
            throws IOException {
        this.options = options;
        this.largest = largest;
        this.file = file;
        this.answers = new SocketAnswers(desk, options.answers());
        this.workers = site.workers();
        this.selector = Selector.open();
        this.tickMillis = Math.max(10, Math.min(1000, options.idle().toMillis() / 4));
        this.thread = site.threads().newThread(this::run);
        file.channel().configureBlocking(false);
        this.accepting = file.channel().register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Listens from now on.
     *
     * @throws io.capstan.WiringException if it cannot
     */
    static SocketServer start(SocketPlace place, SocketOptions options, int largest, Desk desk, Annex.Site site) {
        SocketFile file = place.open(options.users().isEmpty() ? Openness.OWNER : Openness.ANYBODY);
        try {
            SocketServer server = new SocketServer(options, largest, file, desk, site);
            server.thread.start();
            LOG.log(Level.INFO, () -> "Messages can be pushed by the socket " + place.path());
            return server;
        } catch (IOException | RuntimeException e) {
            quietly(file::close);
            throw new IllegalStateException("The socket " + place.path() + " cannot be used.", e);
        }
    }

    SocketAnswers answers() {
        return answers;
    }

    int largest() {
        return largest;
    }

    /** Has something done that may block. */
    void work(Runnable work) {
        workers.execute(work);
    }

    /** Has a step of a connection done by the thread of this server. */
    void later(SocketConnection connection, Step step) {
        tasks.add(new Task(connection, step));
        selector.wakeup();
    }

    private void run() {
        try {
            while (!stopping) {
                turn(tickMillis);
            }
            quietly(file::close);
            long end = System.nanoTime() + LAST_MOMENT.toNanos();
            while (connections.stream().anyMatch(SocketConnection::isBusy) && System.nanoTime() < end) {
                turn(tickMillis);
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The socket for messages to push has failed; it takes none any more", e);
        } finally {
            connections.forEach(connection -> quietly(connection::close));
            quietly(file::close);
            quietly(selector::close);
        }
    }

    private void turn(long millis) throws IOException {
        selector.select(this::ready, millis);
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            attempt(task.connection(), task.step());
        }
        long now = System.nanoTime();
        connections.forEach(connection -> attempt(connection, () -> connection.tick(now)));
        connections.removeIf(connection -> !connection.isOpen());
        if (accepting.isValid() && accepting.interestOps() == 0 && now - acceptsFrom > 0) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof SocketConnection connection) {
            attempt(connection, () -> connection.ready(buffer));
        } else {
            accept();
        }
    }

    /** What goes wrong with one connection is the end of that one. */
    private static void attempt(SocketConnection connection, Step step) {
        try {
            if (connection.isOpen()) {
                step.run();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection of the socket for messages to push has failed", e);
            quietly(connection::close);
        }
    }

    private void accept() {
        try {
            SocketChannel peer = stopping ? null : file.channel().accept();
            if (peer == null) {
                return;
            }
            peer.configureBlocking(false);
            if (!SocketPeer.isAllowed(peer, file.owner(), options.users())) {
                refuse(peer, Fault.of(Code.FORBIDDEN, "", "Processes of this user may not push."));
            } else if (connections.size() >= options.connections()) {
                refuse(peer, Fault.of(Code.BUSY, "", "Too many are connected; try again later."));
            } else {
                Framer framer = new Framer(options.framing(), largest);
                SelectionKey key = peer.register(selector, SelectionKey.OP_READ);
                SocketConnection connection = new SocketConnection(
                        this, peer, key, framer, options.idle().toNanos());
                key.attach(connection);
                connections.add(connection);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A connection could not be accepted by the socket for messages to push", e);
            accepting.interestOps(0); // it would be ready at once again, as when there are no more file descriptors
            acceptsFrom = System.nanoTime() + PAUSE.toNanos();
        }
    }

    private void refuse(SocketChannel peer, Fault fault) throws IOException {
        LOG.log(Level.WARNING, () -> "A connection to the socket for messages to push was refused: " + fault.reason());
        try (peer) {
            peer.write(ByteBuffer.wrap(answers.to(fault, false)));
        }
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(LAST_MOMENT.plusSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The socket for messages to push could not be closed properly", e);
        }
    }
}
