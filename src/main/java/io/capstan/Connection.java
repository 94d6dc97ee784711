package io.capstan;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import jakarta.servlet.http.HttpSession;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * One open WebSocket.
 *
 * <p>All methods may be called from any thread, also after the connection has ended. None of them blocks and none of
 * them throws because the peer left.
 */
public interface Connection {

    /** The id of this connection: 22 unguessable characters (128 bits), unique over all nodes. */
    String id();

    /** What the client asked for when it connected. */
    Handshake handshake();

    /**
     * The value of a variable of the route, decoded: {@code "blue"} for {@code /chat/{room}} and {@code /chat/blue}.
     *
     * @throws IllegalArgumentException if the route has no such variable
     */
    default String variable(String name) {
        return handshake().variable(name);
    }

    /** The negotiated subprotocol, empty if there is none. */
    default Optional<String> subprotocol() {
        return handshake().subprotocol();
    }

    /** What the application keeps with this connection. The map is concurrent and takes no {@code null}. */
    Map<String, Object> attributes();

    /**
     * An attribute, if it is there and of this type.
     *
     * @throws ClassCastException if it is there and of another type
     */
    default <T> Optional<T> attribute(String name, Class<T> type) {
        return Optional.ofNullable(type.cast(attributes().get(name)));
    }

    /** Sends a text message. See {@link #send(Message)}. */
    default CompletionStage<Delivery> send(String text) {
        return send(Message.text(text));
    }

    /** Sends a binary message, the remaining bytes of the buffer. See {@link #send(Message)}. */
    default CompletionStage<Delivery> send(ByteBuffer binary) {
        return send(Message.binary(binary));
    }

    /** Sends an object as a text message of JSON, made by JSON-B. See {@link #send(Message)}. */
    default CompletionStage<Delivery> sendJson(Object value) {
        return send(Message.json(value));
    }

    /**
     * Puts a message into the outbox of this connection, behind all messages sent before.
     *
     * @return completes when the message was handed to the network, or was given up by the policy of a full outbox;
     *     fails with {@link ConnectionClosedException} when the connection ended before, and with
     *     {@link IllegalArgumentException} when the message alone is larger than the outbox or is no JSON. What is
     *     attached to it before it completes runs on a thread that may block.
     */
    CompletionStage<Delivery> send(Message message);

    /**
     * Sends a text message that is read while it is sent, as one message of several frames (RFC 6455 §5.4), in its turn
     * behind all that was sent before. What is sent afterwards waits until it ends; pings do not. Of the source 8,192 characters
     * at a time are in memory, and it is read as fast as the client takes it; what it gives at once leaves at once. It
     * is read on a thread of Capstan's own, may block, and is closed in the end, whatever happens.
     *
     * <p>A source that fails closes the connection with 1011, since a message cannot be taken back. One that gives
     * nothing holds up what waits behind it.
     *
     * @return as for {@link #send(Message)}, when the whole of it was handed to the network; fails with what the source
     *     has thrown
     */
    CompletionStage<Delivery> send(Reader text);

    /** Sends a binary message that is read while it is sent, 16 KiB at a time. See {@link #send(Reader)}. */
    CompletionStage<Delivery> send(InputStream binary);

    /**
     * Sends a ping.
     *
     * @return completes with the time until its pong; fails with {@link ConnectionClosedException} when the connection ended
     *     before. What is attached to it before it completes runs on a thread that may block.
     */
    CompletionStage<Duration> ping();

    /**
     * Who is at the other end, as the gate found out at the handshake, or as a token said that came later. Never null; an
     * anonymous caller is one too.
     */
    Caller caller();

    /**
     * The HTTP session that the client had at the handshake, live: what a servlet changes in it is seen here at once, and
     * the other way round. Empty if there was none, and when it has ended, which closes the connection with 4401. Capstan
     * never makes one, and messages do not keep one alive.
     *
     * <p>An HTTP session may end at any time; its methods then throw {@link IllegalStateException}. May be called from any
     * thread.
     */
    Optional<HttpSession> httpSession();

    /** Whether messages can be sent: true until either side starts to close. */
    boolean isOpen();

    /** How the connection ended; empty as long as it has not. */
    Optional<CloseInfo> closeInfo();

    /**
     * What has gone over this connection so far. It is counted anyway, so that asking costs next to nothing; the figures are
     * taken one after the other while traffic goes on. When it was opened says {@link Handshake#time}, when it ended
     * {@link #closeInfo}.
     */
    Stats stats();

    /**
     * Figures of a connection. Frames are not among them, since no engine shows them, nor are pings of the client, which
     * engines answer by themselves.
     *
     * @param messagesIn messages that came; of those in parts, when the last one has come
     * @param bytesIn their payload, inflated, in UTF-8 if it is text
     * @param messagesOut messages that were handed to the engine
     * @param bytesOut their payload
     * @param pings pings that were sent, by the heartbeat and by {@link #ping}
     * @param answeredPings those to which a pong has come; a pong answers all pings before its own, too
     * @param unansweredPings those of the heartbeat to which none has come; data that came later counts as an answer
     * @param lastIn when data or a pong came last; empty if none ever has
     * @param lastOut when the last message was handed to the engine; empty if none ever was
     * @param compressed whether permessage-deflate (RFC 7692) was agreed upon
     */
    record Stats(
            long messagesIn,
            long bytesIn,
            long messagesOut,
            long bytesOut,
            long pings,
            long answeredPings,
            int unansweredPings,
            Optional<Instant> lastIn,
            Optional<Instant> lastOut,
            boolean compressed) {}

    /**
     * Runs a task once, after a delay, as a callback of this connection: behind those that run or wait, on a thread that
     * may block, with all contexts active. What it throws is treated as what a callback throws.
     *
     * <p>The task does not run any more once either side has started to close. To repeat it, let it schedule itself.
     *
     * @param delay from now on; zero or less: as soon as its turn comes
     * @return to cancel it with; cancelled when the connection ends before
     */
    Future<?> schedule(Duration delay, Runnable task);

    /** Closes with 1000. See {@link #close(int, String)}. */
    default void close() {
        close(CloseCode.NORMAL, "");
    }

    /** See {@link #close(int, String)}. */
    default void close(CloseCode code, String reason) {
        close(code.code(), reason);
    }

    /**
     * Sends what waits in the outbox, then a close frame, and drops the TCP connection if the peer has not answered
     * within {@code capstan.close.timeout} (3 s). The first call counts, later ones do nothing.
     *
     * @param code 1000, 1001, 1003, 1007 to 1013 or 3000 to 4999 (RFC 6455 §7.4)
     * @param reason sent to the peer; shortened to 123 bytes of UTF-8 at a character boundary
     * @throws IllegalArgumentException for any other code
     */
    void close(int code, String reason);

    /**
     * Qualifies the event of a connection that was opened: {@code void opened(@Observes @Opened Connection connection)}.
     *
     * <p>It is fired once for each connection of any component, behind {@code onOpen} and before the first message, whether
     * {@code onOpen} failed or not; {@link Closed} follows for exactly these. The observer is called as a callback of the
     * connection is: on its thread, with its contexts active; and what it throws is treated as what a callback throws.
     */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @interface Opened {

        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Opened> implements Opened {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /**
     * Qualifies the event of a connection that is over: {@code void closed(@Observes @Closed Connection connection)};
     * {@link Connection#closeInfo()} says how it ended.
     *
     * <p>It is fired once for each connection for which {@link Opened} was, behind {@code onClose}. The observer is called as
     * a callback of the connection is: with its contexts active; and what it throws is treated as what a callback throws.
     */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @interface Closed {

        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Closed> implements Closed {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /** The connection ended before the message was written. Only ever seen as the failure of a stage. */
    class ConnectionClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message names the connection and how it ended */
        public ConnectionClosedException(String message) {
            super(message, null, false, false);
        }
    }
}
