package io.capstan.wamp.broker;

import io.capstan.Caller;
import io.capstan.Channel;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.wamp.Features;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The broker of a realm on a hub without a server, with sessions of clients on fake wires. */
final class BrokerRig implements AutoCloseable {
    static final Features ALL = new Features(
            Set.of("subscriber", "publisher"),
            Set.of("subscriber.subscription_revocation", "publisher.payload_passthru_mode"));

    final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    final Hub hub;
    final RealmBroker broker;
    private final Shards shards;
    private final AtomicLong sessions = new AtomicLong(1000);
    private final AtomicLong requests = new AtomicLong();

    BrokerRig() {
        this(Shards.inline());
    }

    BrokerRig(Shards shards) {
        this(shards, BrokerOptions.DEFAULTS, name -> MemoryHub.rule(0, 1 << 20, 0));
    }

    BrokerRig(Shards shards, BrokerOptions options, Function<String, ChannelRule> rules) {
        this.shards = shards;
        hub = MemoryHub.of(rules, clock::get);
        broker = new RealmBroker(TopicNames.PLAIN, hub, options);
    }

    Channel channel(String name) {
        return hub.channels().channel(name);
    }

    /** Whoever speaks no dialect. */
    FakeClient stranger() {
        return FakeClient.open(shards);
    }

    /** A client that speaks JSON. */
    WebSocketSession client() {
        return client("ann", "user");
    }

    WebSocketSession client(String authid, String authrole) {
        return client(FakeClient.open(shards), authid, authrole);
    }

    WebSocketSession client(FakeClient client, String authid, String authrole) {
        return new WebSocketSession(
                this, sessions.incrementAndGet(), identity(authid, authrole), client, Protocol.JSON);
    }

    WebSocketSession client(FakeClient client, Protocol protocol) {
        return new WebSocketSession(this, sessions.incrementAndGet(), identity("ann", "user"), client, protocol);
    }

    /** One without a WebSocket. */
    LocalSession local(String authid, String authrole) {
        return new LocalSession(this, sessions.incrementAndGet(), identity(authid, authrole));
    }

    private static Identity identity(String authid, String authrole) {
        return new Identity("realm1", authid, authrole, "anonymous", "static", Dict.EMPTY, Caller.of(authid));
    }

    long nextRequest() {
        return requests.incrementAndGet();
    }

    static Dict options(Object... namesAndValues) {
        Dict options = Dict.EMPTY;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options = options.with((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }

    /** Publishes, and wants no answer. */
    void publish(Session publisher, String topic, Dict options, Arguments arguments) {
        try {
            broker.publish(publisher, new WampMessage.Publish(nextRequest(), options, topic, arguments), Grant.PLAIN);
        } catch (ProtocolViolation e) {
            throw new AssertionError(e);
        }
    }

    void publish(Session publisher, String topic, Object argument) {
        publish(publisher, topic, Dict.EMPTY, Arguments.of(argument));
    }

    @Override
    public void close() {
        shards.close();
    }
}
