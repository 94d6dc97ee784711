package io.capstan.wamp.broker;

import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.FakeClient;
import io.capstan.wire.WireConnection;
import java.util.List;
import java.util.Optional;

/** A session of a client on a fake wire: what it was told is what was written to it. */
final class WebSocketSession extends TestSession {
    final FakeClient client;
    private final Protocol protocol;

    WebSocketSession(BrokerRig rig, long id, Identity identity, FakeClient client, Protocol protocol) {
        super(rig, id, identity, BrokerRig.ALL);
        this.client = client;
        this.protocol = protocol;
    }

    @Override
    public void send(WampMessage message) {
        client.connection().hand(protocol.encode(message));
    }

    @Override
    public Optional<WireConnection> connection() {
        return Optional.of(client.connection());
    }

    @Override
    public Optional<Protocol> protocol() {
        return Optional.of(protocol);
    }

    @Override
    List<WampMessage> received() {
        return client.texts().stream().map(this::decode).toList();
    }

    private WampMessage decode(String text) {
        try {
            return protocol.decode(text).get(0);
        } catch (ProtocolViolation e) {
            throw new AssertionError(text, e);
        }
    }
}
