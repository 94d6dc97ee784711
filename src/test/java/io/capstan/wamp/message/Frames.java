package io.capstan.wamp.message;

import io.capstan.wire.Outgoing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames as bytes, whatever they are written in. */
public final class Frames {
    private Frames() {}

    public static List<WampMessage> decode(Protocol protocol, byte[] frame) throws ProtocolViolation {
        return protocol.serializer().isText()
                ? protocol.decode(new String(frame, StandardCharsets.UTF_8))
                : protocol.decode(ByteBuffer.wrap(frame));
    }

    static byte[] bytes(Outgoing frame) {
        if (frame.text() != null) {
            return frame.text().getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[frame.bytes()];
        frame.binary().get(bytes);
        return bytes;
    }

    /** Any list of values, which need not be a message. */
    public static byte[] list(Protocol protocol, List<?> values) {
        return switch (protocol.serializer()) {
            case JSON -> {
                JsonSink sink = new JsonSink(64);
                Values.tell(values, sink);
                yield sink.text().getBytes(StandardCharsets.UTF_8);
            }
            case MSGPACK -> told(values, new MsgpackSink(64));
            case CBOR -> told(values, new CborSink(64));
        };
    }

    private static byte[] told(List<?> values, BinarySink sink) {
        Values.tell(values, sink);
        return sink.bytes();
    }
}
