package io.capstan.wamp.broker;

import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.List;

/** A session whose messages can be looked at. */
abstract class TestSession extends Session {
    final BrokerRig rig;

    TestSession(BrokerRig rig, long id, Identity identity, Features features) {
        super(id, identity, features);
        this.rig = rig;
    }

    /** All that it was told. */
    abstract List<WampMessage> received();

    @Override
    public void end(WampMessage last) {
        send(last);
    }

    /** Subscribes; returns the id of the subscription. */
    long subscribe(String topic, Object... options) {
        long request = rig.nextRequest();
        try {
            rig.broker.subscribe(this, new WampMessage.Subscribe(request, BrokerRig.options(options), topic));
        } catch (ProtocolViolation e) {
            throw new AssertionError(e);
        }
        return answers(WampMessage.Subscribed.class).stream()
                .filter(answer -> answer.request() == request)
                .findFirst()
                .orElseThrow(() -> new AssertionError(received().toString()))
                .subscription();
    }

    /** The same, without waiting for the answer. */
    void subscribeUnseen(String topic, String match) {
        try {
            rig.broker.subscribe(this, new WampMessage.Subscribe(rig.nextRequest(), Dict.of("match", match), topic));
        } catch (ProtocolViolation e) {
            throw new AssertionError(e);
        }
    }

    void unsubscribe(long subscription) {
        rig.broker.unsubscribe(this, new WampMessage.Unsubscribe(rig.nextRequest(), subscription));
    }

    void publish(String topic, Object argument) {
        rig.publish(this, topic, argument);
    }

    <T extends WampMessage> List<T> answers(Class<T> type) {
        return received().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<WampMessage.Event> events() {
        return answers(WampMessage.Event.class);
    }

    /** The first arguments of all events. */
    List<Object> values() {
        return events().stream()
                .map(event -> event.arguments().positional().get(0))
                .toList();
    }

    /** The error of the last answer. */
    String error() {
        List<WampMessage.Failure> failures = answers(WampMessage.Failure.class);
        return failures.get(failures.size() - 1).error();
    }
}
