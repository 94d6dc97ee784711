package io.capstan.channel;

import io.capstan.Message;
import io.capstan.wire.Encoded;
import io.capstan.wire.Encoder;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import io.capstan.wire.json.JsonEncoder.Document;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was published, in the forms that dialects need, each made once and when somebody needs it. Thread-safe. */
public final class Payload {
    /** What came in a form of its own; {@code null}: its raw form is all there is. */
    private final @Nullable Content content;

    /** What the same is in other languages; {@code null} if it reads the same in all of them. */
    private final @Nullable Encoded localized;

    /** What it is in a language of; {@code null} if it is in none in particular. */
    private final @Nullable Payload original;

    /** {@code null} until it was made. */
    private volatile @Nullable Outgoing raw;
    /** The same as a JSON value; {@code null} until it was made. */
    private volatile @Nullable String json;
    /** {@code null} until a dialect asks for it. */
    private volatile @Nullable Object companion;

    /**
     * What a dialect publishes that has a form of its own, out of which the others are made: each of them once at most, unless
     * the publication is kept. Immutable.
     */
    public interface Content {
        /** As those get it who speak no dialect. */
        Outgoing raw();

        /** As a JSON value: bytes as a string in Base64. */
        String json();

        /** About how long it is as it was published, in bytes. */
        int bytes();

        /** It is being published. Under the lock of the channel, as a {@link Follower} would be told. */
        default void placed() {}
    }

    private Payload(
            @Nullable Content content,
            @Nullable Outgoing raw,
            @Nullable Encoded localized,
            @Nullable String json,
            @Nullable Payload original) {
        this.content = content;
        this.original = original;
        this.raw = raw;
        this.localized = localized;
        this.json = json;
    }

    /**
     * What an application publishes: a text, a message, bytes, or anything else as JSON.
     *
     * @throws IllegalArgumentException if JSON-B cannot encode it
     */
    public static Payload of(Object data, Encoder encoder) {
        Message message = message(data);
        return of(encoder.encode(message), message instanceof Message.Json);
    }

    /** An object that was written already. */
    public static Payload of(Document document) {
        return of(Encoded.of(document, Optional.empty()), true);
    }

    private static Payload of(Encoded encoded, boolean isJson) {
        Outgoing raw = encoded.general();
        return new Payload(null, raw, encoded.isLocalized() ? encoded : null, isJson ? raw.text() : null, null);
    }

    /** What a client publishes in a dialect that has a form of its own. */
    public static Payload of(Content content) {
        return new Payload(content, null, null, null, null);
    }

    /**
     * What a client publishes in a dialect of JSON.
     *
     * @param value a JSON value
     * @param string what it stands for if it is a string: those who speak no dialect get it as it is
     */
    public static Payload ofJson(String value, @Nullable String string) {
        return new Payload(null, Outgoing.text(string == null ? value : string, Optional.empty()), null, value, null);
    }

    /** What was kept while the server was away. */
    static Payload stored(Outgoing raw, boolean isJson) {
        return new Payload(null, raw, null, isJson ? raw.text() : null, null);
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
        Payload kept;
        if (content != null) {
            kept = new Payload(content, null, null, null, original);
        } else {
            String made = json;
            Encoded others = localized == null ? null : localized.copy();
            kept = new Payload(null, raw().copy(), others, made == raw().text() ? made : null, original);
        }
        kept.companion = companion;
        return kept;
    }

    /** What came in a form of its own, if it did. */
    public Optional<Content> content() {
        return Optional.ofNullable(content);
    }

    /** Whether it reads differently in other languages; what it is by itself is in none in particular. */
    public boolean isLocalized() {
        return localized != null;
    }

    /** The language in which a connection gets it; empty if it reads the same in all of them. */
    public String language(WireConnection connection) {
        return localized == null ? "" : localized.language(connection);
    }

    /** In the language of some connections. */
    public Payload in(String language) {
        if (localized == null) {
            return this;
        }
        Outgoing translated = localized.in(language);
        return new Payload(null, translated, null, translated.text(), this);
    }

    /**
     * What a family of dialects has to say of this publication beside what was published, such as an id: made when it is first
     * asked for, and kept with the publication. One family alone may use it.
     */
    public <T> T companion(Class<T> type, Supplier<T> maker) {
        if (original != null) {
            return original.companion(type, maker);
        }
        Object made = companion;
        if (made == null) {
            synchronized (this) {
                made = companion;
                if (made == null) {
                    made = maker.get();
                    companion = made;
                }
            }
        }
        return type.cast(made);
    }

    /** As those get it who speak no dialect. */
    public Outgoing raw() {
        Outgoing made = raw;
        if (made == null) {
            made = own().raw();
            raw = made;
        }
        return made;
    }

    /** Only what has a content is ever without its raw form. */
    private Content own() {
        return Objects.requireNonNull(content, "content");
    }

    /** As a JSON value: a text as a string, bytes as a string in Base64, JSON as it is. */
    public String json() {
        String made = json;
        if (made == null) {
            made = content != null ? content.json() : JsonStrings.quote(text());
            json = made;
        }
        return made;
    }

    /** Whether it was published as a JSON value, and not as a text or as bytes. */
    public boolean isJson() {
        return content == null && json != null && json == raw().text();
    }

    private String text() {
        ByteBuffer binary = raw().binary();
        if (binary == null) {
            return String.valueOf(raw().text());
        }
        byte[] bytes = new byte[binary.remaining()];
        binary.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The key by which a newer publication may replace it in an outbox. */
    public Optional<String> key() {
        return content != null ? Optional.empty() : Optional.ofNullable(raw().key());
    }

    /** How long it is as it was published, in bytes. */
    public int bytes() {
        return content != null ? content.bytes() : raw().bytes();
    }

    /** As applications see it. */
    Message message() {
        String text = raw().text();
        ByteBuffer binary = raw().binary();
        return text != null ? Message.text(text) : Message.binary(binary == null ? ByteBuffer.allocate(0) : binary);
    }
}
