package io.capstan.it.host.app;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import io.capstan.ConnectionScoped;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A component that uses for each connection all that a connection may have. */
@Route("/transient")
public class Transient implements MessageComponent {
    /** Is in memory as long as the class loader of the application is. */
    static final Witness WITNESS = new Witness();

    @Inject
    Baggage baggage;

    @Inject
    Luggage luggage;

    /** Lives and dies with the application. */
    public static final class Witness {}

    /** What a connection carries. */
    @ConnectionScoped
    public static class Baggage {
        private int pieces;

        public int add() {
            return ++pieces;
        }
    }

    /** What all carry. */
    @ApplicationScoped
    public static class Luggage {
        private final AtomicInteger pieces = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();
        private final CountDownLatch go = new CountDownLatch(1);

        public int pieces() {
            return pieces.get();
        }

        /** Waits until somebody {@link #go says go}. */
        public void await() {
            waiting.incrementAndGet();
            try {
                go.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        public int waiting() {
            return waiting.get();
        }

        public void go() {
            go.countDown();
        }

        void opened(@Observes @Opened Connection connection) {
            pieces.incrementAndGet();
        }

        void closed(@Observes @Closed Connection connection) {
            pieces.decrementAndGet();
        }
    }

    @Override
    public void onFirstOpen() {
        luggage.pieces();
    }

    @Override
    public void onOpen(Connection connection) {
        connection.attributes().put("opened", connection.handshake().time());
        connection.schedule(Duration.ofHours(1), () -> connection.send("never"));
        connection.ping();
    }

    @Override
    public void onMessage(Connection connection, String text) {
        if (text.equals("fail")) {
            throw new IllegalStateException("as told");
        }
        if (text.equals("wait")) {
            luggage.await();
        } else if (text.equals("go")) {
            luggage.go();
        }
        connection.sendJson(List.of(text, text.equals("waiting") ? luggage.waiting() : baggage.add()));
    }

    @Override
    public void onClose(Connection connection, CloseInfo close) {
        baggage.add();
    }
}
