package io.capstan.wamp.broker;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.channel.Payload;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.BinaryText;
import io.capstan.wire.Outgoing;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client of WAMP publishes, for those who follow the channel otherwise: its only argument, or an object of its
 * arguments.
 *
 * @param body what subscribers of WAMP get
 * @param onPlaced run under the lock of the channel, when it is published
 */
record WampContent(EventBody body, Runnable onPlaced) implements Payload.Content {
    @Override
    public Outgoing raw() {
        String value = value();
        if (!value.startsWith("\"")) {
            return Outgoing.text(value, Optional.empty());
        }
        String string = string(value);
        return BinaryText.bytes(string)
                .map(bytes -> Outgoing.binary(ByteBuffer.wrap(bytes), Optional.empty()))
                .orElseGet(() -> Outgoing.text(string, Optional.empty()));
    }

    @Override
    public String json() {
        String value = value();
        if (!value.startsWith("\"")) {
            return value;
        }
        return BinaryText.bytes(string(value))
                .map(bytes -> "\"" + Base64.getEncoder().encodeToString(bytes) + "\"")
                .orElse(value);
    }

    @Override
    public int bytes() {
        return body.arguments().bytes();
    }

    @Override
    public void placed() {
        onPlaced.run();
    }

    private String value() {
        Arguments arguments = body.arguments();
        String json = arguments.json();
        if (arguments.isOpaque()) {
            return json;
        }
        if (arguments.isEmpty()) {
            return "{\"args\":[],\"kwargs\":{}}";
        }
        try {
            return value(new JsonCursor(json));
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
    }

    /** The only element of a list; or an object of it and of the dict behind it. */
    private static String value(JsonCursor cursor) throws MalformedException {
        String list = cursor.value();
        boolean alone = !cursor.take(',');
        JsonCursor inside = new JsonCursor(list);
        inside.expect('[');
        if (alone && inside.peek() != ']') {
            String first = inside.value();
            if (inside.take(']')) {
                return first;
            }
        }
        return "{\"args\":" + list + ",\"kwargs\":" + (alone ? "{}" : cursor.value()) + "}";
    }

    private static String string(String value) {
        try {
            return new JsonCursor(value).string();
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
    }
}
