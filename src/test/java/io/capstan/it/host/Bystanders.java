package io.capstan.it.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.WampSocket;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two clients that call each other while an application sleeps on account of many others. */
final class Bystanders implements AutoCloseable {
    private static final Map<String, Object> NONE = Map.of();

    /** More than any engine has threads that read. */
    static final int SLEEPERS = 24;

    private final List<WampSocket> sleepers = new ArrayList<>();
    private final WampSocket callee;
    private final WampSocket caller;
    private int requests;

    Bystanders(URI route) {
        callee = WampSocket.join(route, Protocol.JSON, "realm1");
        caller = WampSocket.join(route, Protocol.MSGPACK, "realm1");
        callee.send(64, 1, NONE, "bystander");
        callee.await(WampMessage.Registered.class);
        ask("dozer.night");
    }

    /** What a client does that sends the application to sleep. */
    @FunctionalInterface
    interface Lullaby {
        WampSocket sing(int number);
    }

    /**
     * Has many clients send the application to sleep, and calls meanwhile.
     *
     * @param atOnce how many of them it takes at once
     */
    void assertUndisturbed(Lullaby lullaby, int atOnce) {
        for (int i = 0; i < SLEEPERS; i++) {
            sleepers.add(lullaby.sing(i));
        }
        await().until(() -> asleep() >= atOnce);
        for (int i = 0; i < SLEEPERS; i++) {
            assertEquals("here", call("bystander", () -> {
                WampMessage.Invocation invocation = callee.await(WampMessage.Invocation.class);
                callee.send(70, invocation.request(), NONE, List.of("here"));
            }));
        }
        assertTrue(asleep() >= atOnce, "nobody has waited for a sleeper to wake up");
        List<?> threads = (List<?>) ask("dozer.wake");
        assertFalse(threads.isEmpty());
        assertTrue(threads.stream().noneMatch(name -> name.toString().contains("I/O")), threads::toString);
    }

    private int asleep() {
        return ((Number) ask("dozer.asleep")).intValue();
    }

    private Object ask(String procedure) {
        return call(procedure, () -> {});
    }

    private Object call(String procedure, Runnable meanwhile) {
        caller.send(48, ++requests, NONE, procedure);
        meanwhile.run();
        return caller.await(WampMessage.Result.class).arguments().positional().get(0);
    }

    @Override
    public void close() {
        ask("dozer.wake");
        sleepers.forEach(WampSocket::close);
        caller.close();
        callee.close();
    }
}
