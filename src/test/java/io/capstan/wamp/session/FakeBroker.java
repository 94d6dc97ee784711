package io.capstan.wamp.session;

import io.capstan.wamp.Broker;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers, and keeps what it was told. */
final class FakeBroker implements Broker {
    final List<String> told = new ArrayList<>();
    final List<WampMessage.Publish> published = new ArrayList<>();
    private long subscriptions;

    @Override
    public Set<String> features() {
        return Set.of("publisher_exclusion");
    }

    @Override
    public void subscribe(Session session, WampMessage.Subscribe request) {
        told.add("subscribe " + request.topic());
        session.send(new WampMessage.Subscribed(request.request(), ++subscriptions));
    }

    @Override
    public void unsubscribe(Session session, WampMessage.Unsubscribe request) {
        told.add("unsubscribe " + request.subscription());
        session.send(new WampMessage.Unsubscribed(request.request(), null));
    }

    @Override
    public void publish(Session session, WampMessage.Publish request, Grant grant) {
        told.add("publish " + request.topic());
        published.add(request);
        if (request.options().members().get("acknowledge") == Boolean.TRUE) {
            session.send(new WampMessage.Published(request.request(), 7));
        }
    }

    @Override
    public void announce(String topic, Arguments arguments) {
        told.add("announce " + topic + " " + arguments.positional());
    }

    @Override
    public void leave(Session session) {
        told.add("leave");
    }
}
