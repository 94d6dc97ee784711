package io.capstan.channel;

import io.capstan.Message;
import io.capstan.wire.Encoder;
import io.capstan.wire.Outgoing;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was published, in the forms that dialects need, each made once. Thread-safe. */
public final class Payload {
    private final Outgoing raw;
    private final Encoder encoder;
    /** The same as a JSON value, once it was made. */
    private volatile @Nullable String json;

    private Payload(Outgoing raw, @Nullable String json, Encoder encoder) {
        this.raw = raw;
        this.json = json;
        this.encoder = encoder;
    }

    /**
     * What an application publishes: a text, a message, bytes, or anything else as JSON.
     *
     * @throws IllegalArgumentException if JSON-B cannot encode it
     */
    public static Payload of(Object data, Encoder encoder) {
        Message message = message(data);
        Outgoing raw = encoder.encode(message);
        return new Payload(raw, message instanceof Message.Json ? raw.text() : null, encoder);
    }

    /**
     * What a client publishes in a dialect of JSON.
     *
     * @param value a JSON value
     * @param string what it stands for if it is a string: those who speak no dialect get it as it is
     */
    public static Payload ofJson(String value, @Nullable String string, Encoder encoder) {
        return new Payload(Outgoing.text(string == null ? value : string, Optional.empty()), value, encoder);
    }

    private static Message message(Object data) {
        if (data instanceof Message message) {
            return message;
        }
        if (data instanceof CharSequence text) {
            return Message.text(text.toString());
        }
        if (data instanceof ByteBuffer binary) {
            return Message.binary(binary);
        }
        return Message.json(data);
    }

    /** As those get it who speak no dialect. */
    public Outgoing raw() {
        return raw;
    }

    /** As a JSON value: a text as a string, bytes as a string in Base64, JSON as it is. */
    public String json() {
        String made = json;
        if (made == null) {
            made = quoted(text());
            json = made;
        }
        return made;
    }

    private String quoted(String text) {
        String quoted = encoder.encode(Message.json(text)).text();
        return quoted == null ? "null" : quoted;
    }

    private String text() {
        ByteBuffer binary = raw.binary();
        if (binary == null) {
            return String.valueOf(raw.text());
        }
        byte[] bytes = new byte[binary.remaining()];
        binary.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The key by which a newer publication may replace it in an outbox. */
    public Optional<String> key() {
        return Optional.ofNullable(raw.key());
    }

    /** How long it is as it was published, in bytes. */
    int bytes() {
        return raw.bytes();
    }

    /** As applications see it. */
    Message message() {
        String text = raw.text();
        ByteBuffer binary = raw.binary();
        return text != null ? Message.text(text) : Message.binary(binary == null ? ByteBuffer.allocate(0) : binary);
    }
}
