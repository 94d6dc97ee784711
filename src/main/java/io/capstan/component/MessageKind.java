package io.capstan.component;

import io.capstan.Connection;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Optional;

/** In which form an annotated handler takes messages, by the type of its parameter. */
enum MessageKind {
    /** The text of a text message. */
    TEXT(HandlersBuilder.Slot.TEXT),
    /** The bytes of a binary message, in an array. */
    BYTES(HandlersBuilder.Slot.BINARY),
    /** The bytes of a binary message, in a buffer. */
    BUFFER(HandlersBuilder.Slot.BINARY),
    /** What JSON-B makes of a text message. */
    JSON(HandlersBuilder.Slot.TEXT),
    /** A text message that is still coming. */
    READER(HandlersBuilder.Slot.READER),
    /** A binary message that is still coming. */
    STREAM(HandlersBuilder.Slot.STREAM);

    private final HandlersBuilder.Slot slot;

    MessageKind(HandlersBuilder.Slot slot) {
        this.slot = slot;
    }

    HandlersBuilder.Slot slot() {
        return slot;
    }

    /** The form that a type stands for; empty if for none. */
    static Optional<MessageKind> of(Class<?> type) {
        if (type == String.class) {
            return Optional.of(TEXT);
        }
        if (type == byte[].class) {
            return Optional.of(BYTES);
        }
        if (type == ByteBuffer.class) {
            return Optional.of(BUFFER);
        }
        if (type == Reader.class) {
            return Optional.of(READER);
        }
        if (type == InputStream.class) {
            return Optional.of(STREAM);
        }
        return isDocument(type) ? Optional.of(JSON) : Optional.empty();
    }

    /** Types that stand for something else are no documents, and neither is the flag of Jakarta's partial messages. */
    private static boolean isDocument(Class<?> type) {
        return type != boolean.class
                && type != Boolean.class
                && !Reader.class.isAssignableFrom(type)
                && !InputStream.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type)
                && !type.getName().startsWith("jakarta.websocket.")
                && !type.getName().startsWith("jakarta.servlet.")
                && !type.getPackageName().equals(Connection.class.getPackageName());
    }
}
