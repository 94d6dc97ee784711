package io.capstan.it.host.wire;

import io.capstan.it.client.AnyCertificate;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.wire.app.Mix;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Where a contract is put to the test: a deployed application, the hand on it, and clients with threads to read on. */
final class Venue implements AutoCloseable {
    /** A client that does not read is soon full; a smaller buffer would let the TCP window collapse. */
    private static final int SMALL_BUFFER = 64 * 1024;

    /** What has to wait so that a connection counts as full: more than a growing socket buffer may still take. */
    private static final int FULL = 4 << 20;

    private static final int MOST_TO_FILL = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI clients;
    private final Control control;
    private final boolean compression;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CheckingClient> opened = new ArrayList<>();

    /**
     * An application.
     *
     * @param base its address, at which it is controlled
     * @param clients its address for clients
     * @param compression whether clients offer permessage-deflate
     */
    Venue(URI base, URI clients, boolean compression) {
        this.clients = clients;
        this.control = new Control(base);
        this.compression = compression;
    }

    Control control() {
        return control;
    }

    /** A client of a component; what is published from now on reaches it. */
    CheckingClient open(String component, String name, Mix mix) {
        return open(component, name, mix, 0);
    }

    /** A client whose buffers are soon full when it does not read. */
    CheckingClient openSmall(String component, String name, Mix mix) {
        return open(component, name, mix, SMALL_BUFFER);
    }

    private CheckingClient open(String component, String name, Mix mix, int receiveBuffer) {
        RawRequest request = RawSocket.connect(clients, receiveBuffer, AnyCertificate.tls())
                .timeout(PATIENCE)
                .get("/" + component + "/" + name);
        if (compression) {
            request.header("Sec-WebSocket-Extensions", "permessage-deflate");
        }
        RawWebSocket socket = request.upgrade();
        CheckingClient client = new CheckingClient(name, socket, mix);
        opened.add(client);
        hear(client, "hello");
        return client;
    }

    /** Lets a client say something and waits until the application has heard it, and all that it said before. */
    void hear(CheckingClient client, String word) {
        client.socket().send(word);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> control.journal(
                        client.name())
                .contains("said " + word));
    }

    /** Sends so many of the next messages of its own to a client. */
    void send(CheckingClient client, Mix mix, int count) {
        control.ask("send", "to", client.name(), "mix", mix.name(), "count", String.valueOf(count));
    }

    /** Has all clients of a component get so many messages from each of these sources, a thread for each. */
    void publish(String component, Mix mix, int sources, int each) {
        String count = String.valueOf(each);
        control.ask("publish", "to", component, "mix", mix.name(), "sources", "" + sources, "count", count);
    }

    /** Sends to a client that does not read until nothing gets through any more; returns how many messages. */
    int fill(CheckingClient client, Mix mix) {
        int sent = 0;
        do {
            while (waiting(client) < FULL) { // no more: what the socket takes later must not fill the heap
                if (sent > MOST_TO_FILL) {
                    throw new AssertionError(client.name() + " took " + sent + " messages without reading: "
                            + outcomes(client) + ", " + control.journal(client.name()) + ", "
                            + control.ask("state", "to", client.name()));
                }
                send(client, mix, 100);
                sent += 100;
            }
        } while (!isBlocked(client));
        return sent;
    }

    /** Whether something waits for a client, and goes on waiting. */
    boolean isBlocked(CheckingClient client) {
        int waiting = waiting(client);
        for (int i = 0; i < 3 && waiting > 0; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
            int now = waiting(client);
            waiting = now == waiting ? now : 0;
        }
        return waiting > 0;
    }

    /** The payload that waits for a client in its outbox. */
    int waiting(CheckingClient client) {
        return Integer.parseInt(control.ask("waiting", "to", client.name()));
    }

    /** What became of the messages of {@link #send}. */
    String outcomes(CheckingClient client) {
        return control.ask("outcomes", "to", client.name());
    }

    /** Does something on a thread of its own. */
    Future<?> start(Runnable task) {
        return threads.submit(task);
    }

    /** Waits for tasks, and fails as the first of them that does. */
    void await(List<Future<?>> tasks) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<Future<?>> open = new ArrayList<>(tasks);
        while (!open.isEmpty()) {
            open.removeIf(Venue::isDone);
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(open.size() + " of " + tasks.size() + " clients did not come to an end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean isDone(Future<?> task) {
        if (!task.isDone()) {
            return false;
        }
        try {
            task.get();
            return true;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(Future<?> task) {
        await(List.of(task));
    }

    @Override
    public void close() {
        opened.forEach(CheckingClient::close);
        threads.shutdownNow();
    }
}
