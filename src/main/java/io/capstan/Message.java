package io.capstan;

import io.capstan.OutboxLimits.OverflowPolicy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A message to send: to one connection, or the same one to many.
 *
 * <p>Messages are values. One that goes to many connections is encoded once, however many there are.
 */
public sealed interface Message {

    /**
     * The key under which a newer message takes the place of an older one that still waits, in an outbox with
     * {@link OverflowPolicy#COALESCE}. Default: none, such a message is never replaced.
     */
    Optional<String> key();

    /** This message with that key. */
    Message keyed(String key);

    /** A text message. */
    static Message text(String text) {
        return new Text(text, Optional.empty());
    }

    /** A binary message with a copy of the remaining bytes of the buffer, whose position stays. */
    static Message binary(ByteBuffer binary) {
        ByteBuffer copy =
                ByteBuffer.allocate(binary.remaining()).put(binary.duplicate()).flip();
        return new Binary(copy.asReadOnlyBuffer(), Optional.empty());
    }

    /** A text message of JSON, made from the object by JSON-B when the message is first sent. */
    static Message json(Object value) {
        return new Json(value, Set.of(), Optional.empty());
    }

    /** The same with the properties of these views; see {@link View}. */
    static Message json(Object value, String... views) {
        return new Json(value, Set.copyOf(Arrays.asList(views)), Optional.empty());
    }

    /** A text message. */
    record Text(String text, Optional<String> key) implements Message {
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Message keyed(String newKey) {
            return new Text(text, Optional.of(newKey));
        }
    }

    /** A binary message; the buffer is read-only. */
    record Binary(ByteBuffer bytes, Optional<String> key) implements Message {
        public Binary {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public Message keyed(String newKey) {
            return new Binary(bytes, Optional.of(newKey));
        }
    }

    /**
     * An object to be sent as JSON.
     *
     * @param views the views that are asked for; see {@link View}
     */
    record Json(Object value, Set<String> views, Optional<String> key) implements Message {
        public Json {
            Objects.requireNonNull(value, "value");
            views = Set.copyOf(views);
        }

        @Override
        public Message keyed(String newKey) {
            return new Json(value, views, Optional.of(newKey));
        }
    }
}
