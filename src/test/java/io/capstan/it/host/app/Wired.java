package io.capstan.it.host.app;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Components for the tests of sending. */
public final class Wired {
    private Wired() {}

    /** Tells all the others of the same crowd what one says: {@code 1000 text} says it a thousand times, numbered. */
    @Route("/crowd/{crowd}")
    public static class Crowd implements MessageComponent {
        @Inject
        Connections connections;

        @Override
        public void onMessage(Connection sender, String text) {
            String[] words = text.split(" ", 2);
            String crowd = sender.variable("crowd");
            Connections others = connections
                    .of(Crowd.class)
                    .where(other -> other.variable("crowd").equals(crowd))
                    .except(sender);
            int times = Integer.parseInt(words[0]);
            int reached = 0;
            for (int i = 0; i < times; i++) {
                reached = others.broadcast(i + " " + words[1]);
            }
            sender.send("reached " + reached);
        }
    }

    /** Sends from many threads at once: {@code 50 200} from 50 threads 200 messages each. */
    @Route("/threads")
    public static class Threads implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) throws InterruptedException {
            String[] words = text.split(" ");
            int messages = Integer.parseInt(words[1]);
            Thread[] threads = IntStream.range(0, Integer.parseInt(words[0]))
                    .mapToObj(number -> new Thread(() -> sendAll(connection, number, messages)))
                    .toArray(Thread[]::new);
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void sendAll(Connection connection, int thread, int messages) {
            for (int i = 0; i < messages; i++) {
                connection.send(thread + " " + i);
            }
        }
    }

    /** Keeps the newest: {@code n} sends n messages that replace each other while they wait. */
    @Route("/newest")
    @OutboxLimits(policy = OverflowPolicy.COALESCE)
    public static class Newest implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onMessage(Connection connection, String text) {
            String padding = "x".repeat(1000);
            for (int i = 1; i <= Integer.parseInt(text); i++) {
                connection.send(Message.text(i + " " + padding).keyed("only"));
            }
            journal.add("newest done");
        }
    }

    /** Drops the oldest. */
    @Route("/latest")
    @OutboxLimits(policy = OverflowPolicy.DROP_OLDEST, messages = 100)
    public static class Latest implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onMessage(Connection connection, String text) {
            String padding = "x".repeat(1000);
            for (int i = 1; i <= Integer.parseInt(text); i++) {
                connection.send(i + " " + padding);
            }
            journal.add("latest done");
        }
    }

    /** Takes text only. */
    @Route(
            value = "/text-only",
            subprotocols = {"first.example", "second.example"})
    public static class TextOnly implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(connection.subprotocol().orElse("none") + " " + text);
        }
    }

    /** Takes binary only. */
    @Route("/files/**")
    public static class BinaryOnly implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            connection.send(connection.variable("**"));
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }
    }
}
