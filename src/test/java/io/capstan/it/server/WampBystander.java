package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.client.WampSocket;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One of several well-behaved clients, which do everything in rounds: each publishes to all, and calls the next one, which
 * answers. The first one begins a round when the one before is over, and the others follow. It fails as soon as an event or a
 * result is missing, comes twice, or is somebody else's. One thread at a time.
 */
final class WampBystander implements Callable<Long>, AutoCloseable {
    private static final String TOPIC = "calm.rounds";
    private static final int PAUSE_MILLIS = 200;

    private final int index;
    private final int count;
    private final CountDownLatch over;
    private final WampSocket socket;
    private final long subscription;
    private long requests;
    private long rounds;

    /** The calls that are under way. */
    private final Queue<Long> calls = new ArrayDeque<>();

    /** The round in which each has published last. */
    private final Map<Long, Long> heard = new HashMap<>();

    /** How many have said that this is the last round. */
    private int farewells;

    private boolean answeredLast;

    WampBystander(URI router, Protocol protocol, int index, int count, CountDownLatch over) {
        this.index = index;
        this.count = count;
        this.over = over;
        this.socket = WampSocket.join(router, protocol, "realm1");
        socket.send(64, ++requests, Map.of(), procedure(index)).await(WampMessage.Registered.class);
        socket.send(32, ++requests, Map.of(), WampSeeds.GARBAGE).await(WampMessage.Subscribed.class);
        this.subscription = socket.send(32, ++requests, Map.of(), TOPIC)
                .await(WampMessage.Subscribed.class)
                .subscription();
    }

    /** What the bystander with this index answers to. */
    static String procedure(int index) {
        return "calm.echo." + index;
    }

    /** Goes on until all is over; how many rounds there were. */
    @Override
    public Long call() throws InterruptedException {
        if (index == 0) {
            speak(false);
        }
        while (farewells < count || !calls.isEmpty() || !answeredLast) {
            take(socket.await());
            if (index == 0 && farewells == 0 && isRoundOver()) {
                speak(over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
            }
        }
        return rounds;
    }

    private boolean isRoundOver() {
        return calls.isEmpty()
                && heard.size() == count
                && heard.values().stream().allMatch(round -> round == rounds);
    }

    private void speak(boolean last) {
        List<Object> said = List.of((long) index, ++rounds, last);
        socket.send(16, ++requests, Map.of("exclude_me", false), TOPIC, said);
        calls.add(++requests);
        socket.send(48, requests, Map.of(), procedure((index + 1) % count), said);
    }

    private void take(WampMessage message) {
        if (message instanceof WampMessage.Invocation invocation) {
            List<?> said = invocation.arguments().positional();
            socket.send(70, invocation.request(), Map.of(), said);
            answeredLast |= said.equals(List.of((long) (index + count - 1) % count, rounds, true));
        } else if (message instanceof WampMessage.Result result) {
            assertEquals(calls.remove(), result.request(), "the call of a result");
            assertEquals((long) index, result.arguments().positional().get(0), "the caller of a result");
        } else if (message instanceof WampMessage.Event event) {
            if (event.subscription() == subscription) {
                hear(event.arguments().positional());
            }
        } else {
            throw new AssertionError("Bystander " + index + " gets " + message);
        }
    }

    private void hear(List<?> said) {
        long who = (Long) said.get(0);
        long round = (Long) said.get(1);
        boolean last = (Boolean) said.get(2);
        assertEquals(heard.getOrDefault(who, 0L) + 1, round, "the next event of bystander " + who);
        heard.put(who, round);
        farewells += last ? 1 : 0;
        if (who == 0 && index != 0) {
            speak(last);
        }
    }

    /** Calls a procedure when all is over; what attackers have sent before that is read and forgotten. */
    List<?> ask(String procedure, Object... arguments) {
        socket.send(48, ++requests, Map.of(), procedure, List.of(arguments));
        while (true) {
            WampMessage message = socket.await();
            if (message instanceof WampMessage.Result result && result.request() == requests) {
                return result.arguments().positional();
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
