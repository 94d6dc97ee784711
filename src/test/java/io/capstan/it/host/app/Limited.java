package io.capstan.it.host.app;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.ConnectionLimits;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Components with limits of their own, which answer what they are sent. */
public final class Limited {
    private Limited() {}

    /** Answers, or writes down what it is told to, and how a connection ended. */
    public abstract static class Echo implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.startsWith("note ")) {
                journal.add(connection.variable("name") + " " + text);
            } else {
                connection.send(text);
            }
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " " + close.code() + " " + close.reason());
        }
    }

    /** Twenty messages in a second; more wait. */
    @Route("/throttled/{name}")
    @ConnectionLimits(messagesPerSecond = 20)
    public static class Throttled extends Echo {}

    /** Twenty messages in a second; more close. */
    @Route("/closing/{name}")
    @ConnectionLimits(messagesPerSecond = 20, whenExceeded = ConnectionLimits.Excess.CLOSE)
    public static class Closing extends Echo {}

    /** 10,000 bytes in a second. */
    @Route("/bytes/{name}")
    @ConnectionLimits(bytesPerSecond = 10_000)
    public static class Bytes extends Echo {}

    /** 20,000 bytes in a second of messages that are read as streams; says how many a message had. */
    @Route("/read/{name}")
    @ConnectionLimits(bytesPerSecond = 20_000)
    public static class Read {
        @OnMessage
        String text(Reader text) throws IOException {
            return "read " + text.transferTo(Writer.nullWriter());
        }
    }

    /** The same; more close. */
    @Route("/read-closing/{name}")
    @ConnectionLimits(bytesPerSecond = 20_000, whenExceeded = ConnectionLimits.Excess.CLOSE)
    public static class ReadClosing extends Read {}

    /** Messages of at most 100 bytes, by the annotation of its method. */
    @Route("/tiny/{name}")
    public static class Tiny {
        @OnMessage(maxMessageSize = 100)
        String text(String text) {
            return text;
        }
    }

    /** Messages of at most 1000 bytes. */
    @Route("/small/{name}")
    @ConnectionLimits(messageBytes = 1000)
    public static class Small extends Echo {}

    /** A connection closes after a while, by its key. */
    @Route("/brief/{name}")
    public static class Brief extends Echo {}

    /** Messages of at most 200,000 bytes. */
    @Route("/large/{name}")
    @ConnectionLimits(messageBytes = 200_000)
    public static class Large extends Echo {}

    /** A connection without a message for a second closes; by its annotation. */
    @Route("/idle/{name}")
    @ConnectionLimits(maxIdle = "1s", maxDuration = "1h")
    public static class Idle extends Echo {}

    /** Six messages of all its connections at once. */
    @Route("/busy/{name}")
    @ConnectionLimits(inFlight = 6)
    public static class Busy extends Echo {
        private static final AtomicInteger AT_ONCE = new AtomicInteger();

        @Override
        public void onMessage(Connection connection, String text) {
            int now = AT_ONCE.incrementAndGet();
            LockSupport.parkNanos(20_000_000L);
            AT_ONCE.decrementAndGet();
            connection.send(text + " " + now);
        }
    }
}
