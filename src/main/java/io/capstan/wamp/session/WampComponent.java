package io.capstan.wamp.session;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.TokenVerifier;
import io.capstan.channel.Hub;
import io.capstan.component.NonBlocking;
import io.capstan.settings.OnePerApplication;
import io.capstan.wamp.RealmDesks;
import io.capstan.wamp.message.Protocol;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door of the WAMP router for clients with a WebSocket. Mounted at {@code capstan.wamp.route}, if that is set. A client
 * offers a subprotocol, by which its messages are written; one that offers none writes JSON.
 */
@OnePerApplication
public class WampComponent implements MessageComponent, NonBlocking {
    /** What clients may offer, what costs least first, and the first version of the protocol last. */
    public static final List<String> SUBPROTOCOLS = Stream.concat(
                    Stream.of(
                                    Protocol.MSGPACK_BATCHED,
                                    Protocol.CBOR_BATCHED,
                                    Protocol.MSGPACK,
                                    Protocol.CBOR,
                                    Protocol.JSON_BATCHED,
                                    Protocol.JSON)
                            .map(Protocol::subprotocol),
                    Stream.of(Reception.SUBPROTOCOL))
            .toList();

    private static final String CLIENT = "capstan.wamp.client";

    private final Hub hub;
    private final Visitors visitors;
    private final Realms realms;
    private volatile Router router = Router.NOWHERE;
    private volatile FirstVersionOptions firstVersion = FirstVersionOptions.in("");

    @Inject
    WampComponent(Hub hub, Visitors visitors, Realms realms) {
        this.realms = realms;
        this.hub = hub;
        this.visitors = visitors;
    }

    /**
     * Clients find a router with these realms from now on.
     *
     * @param tokens knows whom a token stands for
     * @param timer runs a task later, which does not block
     */
    public void start(WampOptions options, TokenVerifier tokens, BiFunction<Duration, Runnable, Future<?>> timer) {
        firstVersion = options.firstVersion();
        router = realms.open(options, tokens, timer);
    }

    /** Where clients find the realms that come by something else than a WebSocket. */
    public Router router() {
        return router;
    }

    /** The realms, for the parts of this application. */
    @Produces
    @Dependent
    RealmDesks desks() {
        return router;
    }

    @Override
    public void onOpen(Connection connection) {
        client(connection);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        client(connection).ifPresent(client -> client.text(text));
    }

    @Override
    public void onMessage(Connection connection, ByteBuffer binary) {
        client(connection).ifPresent(client -> client.binary(binary));
    }

    @Override
    public @Nullable Runnable begin(Connection connection, String text) {
        return client(connection).map(client -> client.begin(text)).orElse(null);
    }

    @Override
    public @Nullable Runnable begin(Connection connection, ByteBuffer binary) {
        return client(connection).map(client -> client.begin(binary)).orElse(null);
    }

    @Override
    public void onClose(Connection connection, CloseInfo close) {
        client(connection).ifPresent(Visitor::gone);
    }

    @Override
    public CompletionStage<?> onShutdown() {
        return router.stop();
    }

    private Optional<Visitor> client(Connection connection) {
        Optional<Visitor> known = connection.attribute(CLIENT, Visitor.class);
        return known.isPresent()
                ? known
                : hub.wire(connection).map(wire -> {
                    Visitor client = visitors.receive(wire, router, firstVersion);
                    wire.attributes().put(CLIENT, client);
                    return client;
                });
    }
}
