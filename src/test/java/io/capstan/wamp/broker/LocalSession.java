package io.capstan.wamp.broker;

import io.capstan.wamp.Identity;
import io.capstan.wamp.message.WampMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session without a WebSocket: of another transport. */
final class LocalSession extends TestSession {
    private final List<WampMessage> received = new CopyOnWriteArrayList<>();
    boolean internal;

    LocalSession(BrokerRig rig, long id, Identity identity) {
        super(rig, id, identity, BrokerRig.ALL);
    }

    @Override
    public void send(WampMessage message) {
        received.add(message);
    }

    @Override
    public boolean isInternal() {
        return internal;
    }

    @Override
    List<WampMessage> received() {
        return received;
    }
}
