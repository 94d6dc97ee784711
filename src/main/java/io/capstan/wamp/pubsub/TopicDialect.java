package io.capstan.wamp.pubsub;

import io.capstan.channel.Dialect;
import io.capstan.channel.Payload;
import io.capstan.channel.Posting;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.v1.Frames;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Optional;

/**
 * How a topic looks to those who have subscribed and have the same format.
 *
 * @param topic its URI, written out
 * @param subscription its number; the first version knows none
 * @param protocol of the second version; empty: they speak the first
 */
record TopicDialect(String topic, long subscription, Optional<Protocol> protocol) implements Dialect {
    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return false; // whoever speaks it says so when it joins
    }

    @Override
    public Outgoing encode(Posting posting) {
        Payload payload = posting.payload();
        Outgoing frame = protocol.isEmpty()
                ? Frames.event(topic, payload.json())
                : protocol.get()
                        .encode(new WampMessage.Event(subscription, Ids.publication(), Dict.EMPTY, arguments(payload)));
        return frame.keyed(payload.key());
    }

    private static Arguments arguments(Payload payload) {
        return payload.content().orElse(null) instanceof TopicContent content
                ? content.arguments()
                : Arguments.ofJson(payload.json());
    }
}
