package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.message.Protocol;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Broken frames of WAMP by the thousand, and ten clients in the same realm who must not notice. So many are sent per
 * serializer as {@code -Dcapstan.fuzz.sent} says, half of them in batches.
 */
class WampFuzzIT {
    private static final int FRAMES = Integer.getInteger("capstan.fuzz.sent", 20_000);
    private static final int BYSTANDERS = 10;

    /** So that pools are full and classes are there when the memory is first looked at. */
    private static final int WARM_UP = 3_000;

    private static final long HEAP_SLACK = 8_000_000;
    private static final long THREAD_SLACK = 12;

    /** Little memory, of which what is retained on purpose does not take much. */
    private static final List<String> OPTIONS =
            List.of("-Xmx160m", "-XX:+ExitOnOutOfMemoryError", "-Dcapstan.wamp.retained.bytes=1000000");

    private static final List<?> NOTHING = Collections.singletonList(null);

    private static final List<Protocol> PROTOCOLS = List.of(
            Protocol.JSON,
            Protocol.MSGPACK,
            Protocol.CBOR,
            Protocol.JSON_BATCHED,
            Protocol.MSGPACK_BATCHED,
            Protocol.CBOR_BATCHED);

    private final ServerProcess server = ServerProcess.startWith(OPTIONS);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorCompletionService<Number> work = new ExecutorCompletionService<>(threads);
    private final List<WampBystander> bystanders = new ArrayList<>();
    private final FuzzTally tally = new FuzzTally();

    @AfterEach
    void end() {
        bystanders.forEach(WampBystander::close);
        threads.shutdownNow();
        server.close();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @DisplayName(
            "broken frames of all serializers end the connection they come on, or are answered; ten others miss nothing")
    void fuzz() throws Exception {
        URI router = server.at("wamp");
        for (int i = 0; i < BYSTANDERS; i++) {
            bystanders.add(new WampBystander(router, PROTOCOLS.get(i % PROTOCOLS.size()), i, BYSTANDERS, over));
        }
        bystanders.forEach(this::start);
        attack(WARM_UP);
        JvmState before = state();

        attack(FRAMES);

        over.countDown();
        for (int i = 0; i < BYSTANDERS; i++) {
            assertTrue(result() > 5, "rounds of a bystander");
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertEquals(List.of((long) BYSTANDERS), bystanders.get(0).ask("wamp.session.count"));
            assertEquals(NOTHING, bystanders.get(0).ask("wamp.registration.match", "fuzz.procedure"));
            assertEquals(NOTHING, bystanders.get(0).ask("wamp.subscription.lookup", "fuzz.topic"));
            JvmState after = state();
            assertTrue(after.heap() < before.heap() + HEAP_SLACK, () -> before + " became " + after);
            assertTrue(after.threads() < before.threads() + THREAD_SLACK, () -> before + " became " + after);
        });
        assertTrue(tally.ended() > FRAMES / 20, tally::toString);
        bystanders.forEach(WampBystander::close);
        assertEquals(0, server.terminate());
        String log = server.process().output();
        assertFalse(log.contains("\tat "), log);
    }

    private JvmState state() {
        return JvmState.of(server.process().pid());
    }

    private void start(Callable<? extends Number> task) {
        work.submit(task::call);
    }

    /** One attacker for each way to write messages. */
    private void attack(int perSerializer) throws InterruptedException {
        int each = perSerializer / 2;
        for (Protocol protocol : PROTOCOLS) {
            start(new WampAttacker(server.uri(), protocol, each, each + protocol.ordinal(), tally));
        }
        for (int i = 0; i < PROTOCOLS.size(); i++) {
            int handled = result();
            assertTrue(handled >= each, () -> handled + " of " + each);
        }
    }

    /** Of the next one that is done; a bystander never is, as long as all goes well. */
    private int result() throws InterruptedException {
        try {
            return work.take().get().intValue();
        } catch (ExecutionException e) {
            String threads = JvmState.threads(server.process().pid());
            throw new AssertionError(tally + "\n" + e.getCause() + "\n" + threads, e);
        }
    }
}
