package io.capstan.wamp.bean;

import io.capstan.OnPublication;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.WampMessage;
import java.util.OptionalLong;

/**
 * A publication, as a method gets it.
 *
 * @param event what came
 * @param subscribed the topic that was subscribed to, or the pattern
 */
record BeanEvent(WampMessage.Event event, String subscribed) implements OnPublication.Event, MethodArguments.Incoming {
    @Override
    public Arguments arguments() {
        return event.arguments();
    }

    @Override
    public String topic() {
        Object topic = event.details().members().get("topic");
        return topic == null ? subscribed : topic.toString();
    }

    @Override
    public long publication() {
        return event.publication();
    }

    @Override
    public OptionalLong publisher() {
        return event.details().members().get("publisher") instanceof Long id
                ? OptionalLong.of(id)
                : OptionalLong.empty();
    }
}
