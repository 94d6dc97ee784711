package io.capstan.wamp.message;

import java.nio.ByteBuffer;
import java.time.Instant;

/** The extension of MessagePack for points in time (specification of 2017-08, "Timestamp extension type"). */
final class Timestamp {
    static final int TYPE = -1;

    private Timestamp() {}

    static boolean isLength(int length) {
        return length == 4 || length == 8 || length == 12;
    }

    /** Tells it as a text that all serializers know; as binary if there is none. */
    static void tell(byte[] data, Sink sink) {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        long nanos = 0;
        long seconds;
        if (data.length == 4) {
            seconds = Integer.toUnsignedLong(buffer.getInt());
        } else if (data.length == 8) {
            long both = buffer.getLong();
            nanos = both >>> 34;
            seconds = both & (1L << 34) - 1;
        } else {
            nanos = Integer.toUnsignedLong(buffer.getInt());
            seconds = buffer.getLong();
        }
        boolean known = seconds >= Instant.MIN.getEpochSecond()
                && seconds <= Instant.MAX.getEpochSecond()
                && nanos < 1_000_000_000;
        if (known) {
            sink.string(Instant.ofEpochSecond(seconds, nanos).toString());
        } else {
            sink.binary(data, 0, data.length);
        }
    }
}
