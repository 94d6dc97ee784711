package io.capstan.wamp.v1;

import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * The last event that was written for a client of the first version, since the others get the same one next: all of them share
 * the frame. Thread-safe; where two topics are in each other's way, an event is written once more.
 */
final class LastEvent {
    private volatile @Nullable Written last;

    private record Written(WampMessage.Event event, Outgoing frame) {}

    /** @param topic what the subscription is to, which is the same for all who share the event */
    Outgoing frame(WampMessage.Event event, String topic) {
        Written known = last;
        if (known != null && known.event() == event) {
            return known.frame();
        }
        Outgoing frame = Frames.event(topic, Frames.value(event.arguments()));
        last = new Written(event, frame);
        return frame;
    }
}
