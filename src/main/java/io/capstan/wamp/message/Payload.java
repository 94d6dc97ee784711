package io.capstan.wamp.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments in the forms in which somebody has needed them: as values, and as each serializer writes them. One of these is
 * there from the beginning; each other one is made when it is asked for. Two threads may both make it; then either result
 * is kept.
 */
final class Payload implements Arguments {
    private final Shape shape;

    /** What it came in; {@code null} if code has made it. All other forms are made of this one, so that each is exact. */
    private final @Nullable Serializer origin;

    private volatile @Nullable Values values;
    private volatile @Nullable String json;
    private volatile byte @Nullable [] msgpack;
    private volatile byte @Nullable [] cbor;

    /** What it consists of. */
    enum Shape {
        NOTHING(0),
        LIST(1),
        LIST_AND_DICT(2),
        /** One string or binary, which the router does not look into, in the place of the arguments. */
        OPAQUE(1);

        private final int elements;

        Shape(int elements) {
            this.elements = elements;
        }

        /** How many elements of the message it is. */
        int elements() {
            return elements;
        }
    }

    private Payload(Shape shape, @Nullable Serializer origin) {
        this.shape = shape;
        this.origin = origin;
    }

    static Payload of(Values values) {
        Payload payload = new Payload(values.shape(), null);
        payload.values = values;
        return payload;
    }

    static Payload json(Shape shape, String json) {
        Payload payload = new Payload(shape, Serializer.JSON);
        payload.json = json;
        return payload;
    }

    static Payload msgpack(Shape shape, byte[] msgpack) {
        Payload payload = new Payload(shape, Serializer.MSGPACK);
        payload.msgpack = msgpack;
        return payload;
    }

    static Payload cbor(Shape shape, byte[] cbor) {
        Payload payload = new Payload(shape, Serializer.CBOR);
        payload.cbor = cbor;
        return payload;
    }

    /** What it came in; empty if code has made it. */
    Optional<Serializer> origin() {
        return Optional.ofNullable(origin);
    }

    Shape shape() {
        return shape;
    }

    @Override
    public String json() {
        String written = json;
        if (written == null) {
            JsonSink sink = new JsonSink(64);
            tell(sink);
            written = sink.text();
            json = written;
        }
        return written;
    }

    /** Its elements as MessagePack, one behind the other. */
    byte[] msgpack() {
        byte[] written = msgpack;
        if (written == null) {
            MsgpackSink sink = new MsgpackSink(64);
            tell(sink);
            written = sink.bytes();
            msgpack = written;
        }
        return written;
    }

    /** Its elements as CBOR, one behind the other. */
    byte[] cbor() {
        byte[] written = cbor;
        if (written == null) {
            CborSink sink = new CborSink(64);
            tell(sink);
            written = sink.bytes();
            cbor = written;
        }
        return written;
    }

    private void tell(Sink sink) {
        if (origin == null) {
            values().tell(shape, sink);
            return;
        }
        try {
            source(origin).payload(shape, sink);
        } catch (ProtocolViolation e) {
            throw new IllegalStateException("It has been read before.", e);
        }
    }

    private Source source(Serializer written) {
        return switch (written) {
            case JSON -> new JsonSource(json());
            case MSGPACK -> new MsgpackSource(msgpack());
            case CBOR -> new CborSource(cbor());
        };
    }

    private Values values() {
        Values known = values;
        if (known == null) {
            ValueSink sink = new ValueSink();
            tell(sink);
            known = Values.of(shape, sink.values());
            values = known;
        }
        return known;
    }

    @Override
    public boolean isEmpty() {
        return shape == Shape.NOTHING;
    }

    @Override
    public boolean isOpaque() {
        return shape == Shape.OPAQUE;
    }

    @Override
    public int bytes() {
        byte[] binary = origin == Serializer.MSGPACK ? msgpack() : origin == Serializer.CBOR ? cbor() : null;
        return binary != null ? binary.length : json().length();
    }

    @Override
    public List<@Nullable Object> positional() {
        return values().positional();
    }

    @Override
    public Map<String, @Nullable Object> named() {
        return values().named();
    }

    @Override
    public List<String> positionalJson() {
        return shape == Shape.NOTHING ? List.of() : JsonPayload.positional(json());
    }

    @Override
    public Map<String, String> namedJson() {
        return shape == Shape.LIST_AND_DICT ? JsonPayload.named(json()) : Map.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && values().equals(payload.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
