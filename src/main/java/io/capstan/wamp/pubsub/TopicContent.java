package io.capstan.wamp.pubsub;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.channel.Payload;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.v1.Frames;
import io.capstan.wire.Outgoing;
import java.util.Optional;

/** What is broadcast to a topic, for those who follow its channel otherwise: a text as it is, anything else as JSON. */
record TopicContent(Arguments arguments) implements Payload.Content {
    @Override
    public Outgoing raw() {
        String json = json();
        return Outgoing.text(json.startsWith("\"") ? string(json) : json, Optional.empty());
    }

    private static String string(String json) {
        try {
            return new JsonCursor(json).string();
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been written by a serializer.", e);
        }
    }

    @Override
    public String json() {
        return Frames.value(arguments);
    }

    @Override
    public int bytes() {
        return arguments.bytes();
    }
}
