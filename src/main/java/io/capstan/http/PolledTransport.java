package io.capstan.http;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.Serializer;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Transport;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** The transport of a client that fetches what is sent to it. What waits for it is in its {@link Letterbox}. */
final class PolledTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(PolledTransport.class.getName());

    private final Letterbox letterbox;
    private final Optional<HttpSession> httpSession;
    private final String source;
    private final BiFunction<Duration, Runnable, Future<?>> timer;
    private final Runnable news;
    private final Ending ending;

    /** Changes with the first batch that comes, if it does. */
    private volatile Protocol protocol;

    private volatile Caller caller;
    private volatile boolean dropping;

    /** Is told once that the transport is to end. */
    @FunctionalInterface
    interface Ending {
        /** It is to end when what waits has been fetched. */
        void end(CloseCode code, String reason);
    }

    /**
     * A transport.
     *
     * @param source where the client is
     * @param timer runs a task later, in the turn of the client
     * @param news is told that something waits; returns at once
     */
    PolledTransport(
            Protocol protocol,
            Letterbox letterbox,
            Caller caller,
            Optional<HttpSession> httpSession,
            String source,
            BiFunction<Duration, Runnable, Future<?>> timer,
            Runnable news,
            Ending ending) {
        this.protocol = protocol;
        this.letterbox = letterbox;
        this.caller = caller;
        this.httpSession = httpSession;
        this.source = source;
        this.timer = timer;
        this.news = news;
        this.ending = ending;
    }

    /** The messages of a body. */
    List<WampMessage> read(byte[] body) throws ProtocolViolation {
        if (!protocol.serializer().isText()) {
            return protocol.decode(ByteBuffer.wrap(body));
        }
        String text = Body.text(body).orElseThrow(() -> new ProtocolViolation("This is no JSON: it is no UTF-8."));
        Protocol spoken = protocol.spokenIn(text);
        protocol = spoken;
        return spoken.decode(text);
    }

    /** The type of what is fetched. */
    String mediaType() {
        Serializer serializer = protocol.serializer();
        return "application/" + serializer.id();
    }

    @Override
    public void send(WampMessage message) {
        byte[] frame = bytes(protocol.encode(message));
        switch (letterbox.add(frame, message instanceof WampMessage.Event)) {
            case TAKEN -> news.run();
            case TAKEN_FOR_ANOTHER -> {
                tellOfDrops();
                news.run();
            }
            case DROPPED -> tellOfDrops();
            case FULL ->
                close(
                        CloseCode.TRY_AGAIN_LATER,
                        message.kind() + " of " + frame.length + " bytes does not fit what waits to be fetched");
        }
    }

    private void tellOfDrops() {
        if (!dropping) {
            dropping = true;
            LOG.log(
                    Level.WARNING,
                    () -> "A client of WAMP that fetches its messages is too slow, and "
                            + "loses events by its outbox's policy: " + caller.name() + " at " + source);
        }
    }

    private static byte[] bytes(Outgoing frame) {
        String text = frame.text();
        ByteBuffer binary = frame.binary();
        if (text != null || binary == null) {
            return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[binary.remaining()];
        binary.get(bytes);
        return bytes;
    }

    @Override
    public void close(CloseCode code, String reason) {
        ending.end(code, reason);
    }

    @Override
    public Future<?> later(Duration delay, Runnable task) {
        return timer.apply(delay, task);
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public void caller(Caller known) {
        caller = known;
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return httpSession;
    }

    @Override
    public String origin() {
        return source;
    }

    @Override
    public String description() {
        return protocol.subprotocol();
    }

    @Override
    public Map<String, Object> properties() {
        return Map.of("type", "longpoll");
    }

    @Override
    public Optional<Protocol> protocol() {
        return Optional.of(protocol);
    }

    @Override
    public Optional<WireConnection> connection() {
        return Optional.empty();
    }
}
