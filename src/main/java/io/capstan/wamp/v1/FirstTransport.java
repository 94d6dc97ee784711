package io.capstan.wamp.v1;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.channel.JsonStrings;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.MessageType;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Reason;
import io.capstan.wamp.session.Transport;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a session of a client of the first version is told, in the words of that; what has no words there is left out. Another
 * one may follow on the same connection, when the client has proved who it is.
 */
final class FirstTransport implements Transport {
    /** What is permitted is decided with each request, so that nothing is said of it in advance. */
    private static final String PERMISSIONS = "{\"pubsub\":[],\"rpc\":[]}";

    private final FirstVersion version;
    private final WireConnection connection;
    private final Requested requested = new Requested();

    /** By which call the client proves who it is at the moment, as its id is written. */
    private volatile @Nullable String proving;

    private volatile Stage stage = Stage.ASKING;

    private enum Stage {
        /** The realm has not said yet whether it takes the client. */
        ASKING,
        /** It has to prove who it is. */
        CHALLENGED,
        JOINED,
        /** The realm does not take it as it is. */
        OUTSIDE,
        /** Another session takes its place. */
        RETIRED
    }

    FirstTransport(FirstVersion version, WireConnection connection) {
        this.version = version;
        this.connection = connection;
    }

    boolean isJoined() {
        return stage == Stage.JOINED;
    }

    boolean isChallenged() {
        return stage == Stage.CHALLENGED;
    }

    Requested requested() {
        return requested;
    }

    /** The client waits for this call, by which it proves who it is. */
    void proving(String call) {
        proving = call;
    }

    /** Nothing more is said. */
    void retire() {
        stage = Stage.RETIRED;
    }

    @Override
    public void send(WampMessage message) {
        if (stage == Stage.RETIRED) {
            return;
        }
        if (message instanceof WampMessage.Event event) {
            requested
                    .topic(event.subscription())
                    .ifPresent(topic -> enqueue(version.lastEvent().frame(event, topic)));
        } else if (message instanceof WampMessage.Result result) {
            requested
                    .call(result.request())
                    .ifPresent(call -> enqueue(Frames.result(call, Frames.value(result.arguments()))));
        } else if (message instanceof WampMessage.Failure failure) {
            failed(failure);
        } else if (message instanceof WampMessage.Subscribed subscribed) {
            requested.subscribed(subscribed);
        } else if (message instanceof WampMessage.Unsubscribed ended) {
            requested.ended(ended);
        } else if (message instanceof WampMessage.Goodbye goodbye) {
            boolean shutdown = goodbye.reason().equals(Reason.SYSTEM_SHUTDOWN);
            connection.close(shutdown ? CloseCode.GOING_AWAY : CloseCode.NORMAL, goodbye.reason());
        } else {
            joining(message);
        }
    }

    /** There is no answer to a SUBSCRIBE that could say so; that to a call is none that the client waits for. */
    private void failed(WampMessage.Failure failure) {
        Optional<String> call = failure.type() == MessageType.SUBSCRIBE.code()
                ? requested.refused(failure.request()).map(JsonStrings::quote)
                : requested.call(failure.request());
        call.ifPresent(id -> enqueue(Frames.error(id, UriMapping.back(failure.error()), failure.arguments())));
    }

    private void joining(WampMessage message) {
        if (message instanceof WampMessage.Welcome welcome) {
            stage = Stage.JOINED;
            version.sessions().add(connection.id(), welcome.session());
            proved(PERMISSIONS);
        } else if (message instanceof WampMessage.Challenge challenge) {
            stage = Stage.CHALLENGED;
            proved(JsonStrings.quote(text(challenge.extra(), "challenge")));
        } else if (message instanceof WampMessage.Abort abort) {
            stage = Stage.OUTSIDE;
            String call = proving;
            if (call != null) {
                proving = null;
                Arguments why = Arguments.of(text(abort.details(), "message"));
                enqueue(Frames.error(call, abort.reason(), why));
            }
            if (abort.reason().equals(Reason.SYSTEM_SHUTDOWN)) {
                connection.close(CloseCode.GOING_AWAY, abort.reason());
            }
        }
    }

    private void proved(String result) {
        String call = proving;
        if (call != null) {
            proving = null;
            enqueue(Frames.result(call, result));
        }
    }

    private static String text(Dict dict, String name) {
        return dict.members().get(name) instanceof String text ? text : "";
    }

    void enqueue(Outgoing frame) {
        if (connection.couldTake(frame)) {
            connection.enqueue(frame);
        } else {
            connection.close(CloseCode.TOO_BIG, "A message of " + frame.bytes() + " bytes does not fit the outbox");
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        boolean mayTryAgain = stage == Stage.OUTSIDE && code == CloseCode.NORMAL;
        if (stage != Stage.RETIRED && !mayTryAgain) {
            connection.close(code == CloseCode.PROTOCOL_ERROR ? CloseCode.INVALID_PAYLOAD : code, reason);
        }
    }

    @Override
    public Future<?> later(Duration delay, Runnable task) {
        return connection.schedule(delay, task);
    }

    @Override
    public Caller caller() {
        return connection.caller();
    }

    @Override
    public void caller(Caller known) {
        version.registry().recognise(connection, known);
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return connection.httpSession();
    }

    @Override
    public String origin() {
        return connection.handshake().remoteAddress().getHostString();
    }

    @Override
    public String description() {
        return "wamp";
    }

    /** It has none of the second version, so that it is told what it gets by {@link #send}. */
    @Override
    public Optional<Protocol> protocol() {
        return Optional.empty();
    }

    @Override
    public Optional<WireConnection> connection() {
        return Optional.of(connection);
    }
}
