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
    /** The same as a JSON value, once it was made. */
    private volatile @Nullable String json;

    private Payload(Outgoing raw, @Nullable String json) {
        this.raw = raw;
        this.json = json;
    }

    /**
     * What an application publishes: a text, a message, bytes, or anything else as JSON.
     *
     * @throws IllegalArgumentException if JSON-B cannot encode it
     */
    public static Payload of(Object data, Encoder encoder) {
        Message message = message(data);
        Outgoing raw = encoder.encode(message);
        return new Payload(raw, message instanceof Message.Json ? raw.text() : null);
    }

    /**
     * What a client publishes in a dialect of JSON.
     *
     * @param value a JSON value
     * @param string what it stands for if it is a string: those who speak no dialect get it as it is
     */
    public static Payload ofJson(String value, @Nullable String string) {
        return new Payload(Outgoing.text(string == null ? value : string, Optional.empty()), value);
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

    /** The same without what was made of it: frames, also those in which it was joined with others, and JSON. */
    Payload kept() {
        String made = json;
        return new Payload(raw.copy(), made == raw.text() ? made : null);
    }

    /** As those get it who speak no dialect. */
    public Outgoing raw() {
        return raw;
    }

    /** As a JSON value: a text as a string, bytes as a string in Base64, JSON as it is. */
    public String json() {
        String made = json;
        if (made == null) {
            made = JsonStrings.quote(text());
            json = made;
        }
        return made;
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
    public int bytes() {
        return raw.bytes();
    }

    /** As applications see it. */
    Message message() {
        String text = raw.text();
        ByteBuffer binary = raw.binary();
        return text != null ? Message.text(text) : Message.binary(binary == null ? ByteBuffer.allocate(0) : binary);
    }
}
