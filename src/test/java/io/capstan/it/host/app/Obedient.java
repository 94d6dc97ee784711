package io.capstan.it.host.app;

import io.capstan.ClientException;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what a message says, and writes what happens into the journal, each line with the name from the path. */
@Route("/obey/{name}")
public class Obedient implements MessageComponent {
    private static final ConcurrentMap<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

    @Inject
    Journal journal;

    @Override
    public void onOpen(Connection connection) {
        note(connection, "open");
        connection.attributes().put("count", new AtomicInteger());
        if (connection.variable("name").equals("fails-on-open")) {
            throw new IllegalStateException("secret of onOpen");
        }
    }

    @Override
    public void onMessage(Connection connection, String text) throws Exception {
        connection.attribute("count", AtomicInteger.class).orElseThrow().incrementAndGet();
        String[] words = text.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "say" -> connection.send(rest);
            case "id" -> connection.send(connection.id());
            case "count" ->
                connection.send(connection
                        .attribute("count", AtomicInteger.class)
                        .orElseThrow()
                        .toString());
            case "describe" -> connection.send(describe(connection.handshake()));
            case "json" -> connection.sendJson(List.of(rest, rest.length()));
            case "ping" -> connection.ping().thenAccept(time -> connection.send("pong " + !time.isNegative()));
            case "note" -> note(connection, rest);
            case "close" -> connection.close(Integer.parseInt(rest), "as told");
            case "throw" -> throw new IllegalStateException("secret " + rest);
            case "error" -> throw new AssertionError("secret " + rest);
            case "overflow" -> overflow(0);
            case "client-exception" -> throw new ClientException(4444, rest);
            case "wait" -> await(rest);
            case "release" -> latch(rest).countDown();
            default -> connection.send("?");
        }
    }

    private int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static void await(String name) throws InterruptedException {
        if (!latch(name).await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("nobody released " + name);
        }
    }

    private static CountDownLatch latch(String name) {
        return LATCHES.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private static String describe(Handshake shake) {
        return String.join(
                "|",
                shake.uri().getRawPath(),
                shake.route(),
                shake.variables().toString(),
                shake.query().toString(),
                shake.header("x-capstan-test").orElse("-"),
                shake.cookie("flavour").orElse("-"),
                shake.subprotocol().orElse("-"),
                String.valueOf(shake.remoteAddress().getAddress().isLoopbackAddress()),
                String.valueOf(shake.localAddress().getPort()),
                String.valueOf(shake.secure()));
    }

    @Override
    public void onMessage(Connection connection, ByteBuffer binary) {
        connection.send(binary);
    }

    @Override
    public void onClose(Connection connection, CloseInfo close) {
        note(connection, "close " + close.code() + " " + close.initiator() + " " + close.reason());
        if (connection.variable("name").equals("fails-on-close")) {
            throw new IllegalStateException("secret of onClose");
        }
    }

    @Override
    public void onError(Connection connection, Throwable error) {
        note(connection, "error " + error.getClass().getSimpleName());
        if (connection.variable("name").equals("fails-on-error")) {
            throw new IllegalStateException("secret of onError");
        }
    }

    private void note(Connection connection, String event) {
        journal.add(connection.variable("name") + " " + event);
    }
}
