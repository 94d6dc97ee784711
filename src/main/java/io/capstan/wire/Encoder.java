package io.capstan.wire;

import io.capstan.Message;
import jakarta.json.bind.Jsonb;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what leaves out of what was said. Thread-safe. */
public final class Encoder {
    private final Supplier<Jsonb> factory;
    private volatile @Nullable Jsonb jsonb;

    /**
     * An encoder.
     *
     * @param factory makes the {@link Jsonb}; called when the first object is encoded, since that is expensive
     */
    public Encoder(Supplier<Jsonb> factory) {
        this.factory = factory;
    }

    /**
     * Encodes a message.
     *
     * @throws IllegalArgumentException if it is an object that JSON-B cannot encode
     */
    public Outgoing encode(Message message) {
        if (message instanceof Message.Text text) {
            return Outgoing.text(text.text(), text.key());
        }
        if (message instanceof Message.Binary binary) {
            return Outgoing.binary(binary.bytes(), binary.key());
        }
        Message.Json json = (Message.Json) message;
        return Outgoing.text(json(json.value()), json.key());
    }

    private String json(Object value) {
        try {
            return jsonb().toJson(value);
        } catch (RuntimeException e) { // JsonbException, or whatever an adapter of the application throws
            throw new IllegalArgumentException(
                    "JSON-B cannot encode this " + value.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    private Jsonb jsonb() {
        Jsonb made = jsonb;
        if (made == null) {
            synchronized (this) {
                made = jsonb;
                if (made == null) {
                    made = factory.get();
                    jsonb = made;
                }
            }
        }
        return made;
    }
}
