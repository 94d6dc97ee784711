package io.capstan.wamp.v1;

import io.capstan.CloseCode;
import io.capstan.channel.JsonStrings;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.FirstVersionOptions;
import io.capstan.wamp.session.Peer;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.Visitor;
import io.capstan.wire.WireConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of the first version: what it says, in the words of the second version, to a {@link Peer} of its own. It says no
 * HELLO, so that this is done for it. Where the realm takes nobody who has proved nothing, it stays outside until it has, by
 * the calls that the first version has for that (WAMP-CRA).
 */
final class FirstClient implements Visitor {
    private static final String AUTHREQ = "http://api.wamp.ws/procedure#authreq";
    private static final String AUTH = "http://api.wamp.ws/procedure#auth";

    private static final Dict HELLO = Dict.of(
            "roles",
            Map.of(
                    "publisher",
                    Map.of(),
                    "caller",
                    Map.of(),
                    "subscriber",
                    Map.of("features", Map.of("subscription_revocation", true))));

    private final FirstVersion version;
    private final WireConnection connection;
    private final Router router;
    private final FirstVersionOptions options;
    private final Curies curies;

    private FirstTransport transport;
    private Peer peer;

    FirstClient(FirstVersion version, WireConnection connection, Router router, FirstVersionOptions options) {
        this.version = version;
        this.connection = connection;
        this.router = router;
        this.options = options;
        this.curies = new Curies(options.curie());
        this.transport = new FirstTransport(version, connection);
        this.peer = new Peer(transport, router);
    }

    /** Welcomes it, and has it join as whoever it is known to be. */
    void begin() {
        transport.enqueue(Frames.welcome(connection.id()));
        peer.receive(new WampMessage.Hello(options.realm(), HELLO));
        if (!transport.isJoined()) {
            connection.schedule(router.authenticationTime(), this::tooLate);
        }
    }

    private void tooLate() {
        if (!transport.isJoined()) {
            connection.close(CloseCode.AUTHENTICATION_TIMEOUT, "It took too long.");
        }
    }

    @Override
    public void text(String text) {
        try {
            take(MessageReader.read(text));
        } catch (ProtocolViolation e) {
            violate(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void binary(ByteBuffer binary) {
        violate("There are no binary messages in the first version of WAMP.");
    }

    private void violate(String what) {
        peer.violate(what);
        connection.close(CloseCode.INVALID_PAYLOAD, what);
    }

    @Override
    public void gone() {
        version.sessions().remove(connection.id());
        peer.gone();
    }

    private void take(ClientMessage message) throws ProtocolViolation {
        if (message instanceof ClientMessage.Prefix prefix) {
            curies.add(prefix.prefix(), prefix.uri());
        } else if (message instanceof ClientMessage.Call call) {
            call(call, curies.expand(call.procedure()));
        } else if (message instanceof ClientMessage.Subscribe subscribe) {
            subscribe(curies.expand(subscribe.topic()));
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            requested()
                    .unsubscribe(curies.expand(unsubscribe.topic()))
                    .ifPresent(subscription ->
                            peer.receive(new WampMessage.Unsubscribe(requested().next(), subscription)));
        } else if (message instanceof ClientMessage.Publish publish && transport.isJoined()) {
            peer.receive(new WampMessage.Publish(
                    requested().next(),
                    options(publish),
                    UriMapping.forth(curies.expand(publish.topic())),
                    Arguments.ofJson(publish.event())));
        }
    }

    private Requested requested() {
        return transport.requested();
    }

    private void subscribe(String topic) {
        if (!transport.isJoined()) {
            refuse(JsonStrings.quote(topic));
        } else {
            long request = requested().subscribe(topic);
            peer.receive(new WampMessage.Subscribe(request, Dict.EMPTY, UriMapping.forth(topic)));
        }
    }

    /** Whom a publication is for. By itself it is for the publisher too. */
    private Dict options(ClientMessage.Publish publish) {
        Dict chosen = Dict.of("exclude_me", publish.excludeMe());
        if (!publish.exclude().isEmpty()) {
            chosen = chosen.with("exclude", numbers(publish.exclude()));
        }
        return publish.eligible().isEmpty()
                ? chosen
                : chosen.with("eligible", numbers(publish.eligible().get()));
    }

    private List<Long> numbers(List<String> sessions) {
        return sessions.stream()
                .map(version.sessions()::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private void call(ClientMessage.Call call, String procedure) throws ProtocolViolation {
        if (router.authenticates() && procedure.equals(AUTHREQ)) {
            ask(call);
        } else if (router.authenticates() && procedure.equals(AUTH)) {
            prove(call);
        } else if (!transport.isJoined()) {
            refuse(call.id());
        } else {
            long request = requested().call(call.id());
            peer.receive(new WampMessage.Call(
                    request, Dict.EMPTY, UriMapping.forth(procedure), Arguments.ofJson(arguments(call), Map.of())));
        }
    }

    private List<String> arguments(ClientMessage.Call call) throws ProtocolViolation {
        return options.unwrap() && call.arguments().size() == 1
                ? MessageReader.list(call.arguments().get(0)).orElse(call.arguments())
                : call.arguments();
    }

    private void refuse(String call) {
        transport.enqueue(Frames.error(
                call,
                "wamp.error.not_authorized",
                Arguments.of("Prove who you are first, by " + AUTHREQ + " and " + AUTH + ".")));
    }

    /** It wants to be known as somebody: a new session begins, which is asked for a proof. */
    private void ask(ClientMessage.Call call) {
        List<Object> arguments = Arguments.ofJson(call.arguments(), Map.of()).positional();
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String name) || name.isEmpty()) {
            transport.enqueue(Frames.error(
                    call.id(), "wamp.error.invalid_argument", Arguments.of("The first argument is who you are.")));
            return;
        }
        transport.retire();
        version.sessions().remove(connection.id());
        peer.gone();
        transport = new FirstTransport(version, connection);
        peer = new Peer(transport, router);
        transport.proving(call.id());
        peer.receive(new WampMessage.Hello(
                options.realm(), HELLO.with("authmethods", List.of("wampcra")).with("authid", name)));
    }

    private void prove(ClientMessage.Call call) {
        List<Object> arguments = Arguments.ofJson(call.arguments(), Map.of()).positional();
        if (!transport.isChallenged() || arguments.isEmpty() || !(arguments.get(0) instanceof String signature)) {
            transport.enqueue(Frames.error(
                    call.id(),
                    "wamp.error.invalid_argument",
                    Arguments.of("The argument is the signature of a challenge, which " + AUTHREQ + " gives.")));
            return;
        }
        transport.proving(call.id());
        peer.receive(new WampMessage.Authenticate(signature, Dict.EMPTY));
    }
}
