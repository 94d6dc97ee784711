package io.capstan.bench;

import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Outgoing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it takes a router to read a CALL and a PUBLISH with a payload of about 128 bytes, and to write the INVOCATION and the
 * EVENT that they become, for a peer of the same serializer and of another one:
 * {@code java -cp target/classes:target/test-classes io.capstan.bench.WampCodec}. A program of its own, since it needs no
 * server.
 */
public final class WampCodec {
    private static final int TIMES = 2_000;
    private static final int WARMING = 200;
    private static final int ROUNDS = 101;

    private static final Arguments PAYLOAD = Arguments.of(
            List.of("EURUSD", 1.08345, 1_000_000L),
            Map.of(
                    "venue",
                    "XETRA",
                    "at",
                    1_767_225_600_123L,
                    "tags",
                    List.of("spot", "major", "delayed by a second")));

    private final Protocol from;
    private final Protocol to;
    private final boolean call;
    private final Outgoing frame;
    private final double[] reading = new double[ROUNDS];
    private final double[] writing = new double[ROUNDS];

    private WampCodec(Protocol from, Protocol to, boolean call) {
        this.from = from;
        this.to = to;
        this.call = call;
        this.frame = from.encode(
                call
                        ? new WampMessage.Call(7_814_135, Dict.EMPTY, "com.example.shop.price", PAYLOAD)
                        : new WampMessage.Publish(7_814_135, Dict.EMPTY, "com.example.shop.orders", PAYLOAD));
    }

    private WampMessage read() throws ProtocolViolation {
        String text = frame.text();
        ByteBuffer binary = frame.binary();
        return (text != null ? from.decode(text) : from.decode(heap(binary))).get(0);
    }

    /** A buffer as engines hand them out. */
    private static ByteBuffer heap(ByteBuffer binary) {
        return ByteBuffer.allocate(binary.remaining()).put(binary).flip();
    }

    private WampMessage forwarded(WampMessage message) {
        return call
                ? new WampMessage.Invocation(12_345, 678, Dict.EMPTY, message.arguments())
                : new WampMessage.Event(5_512_315_355L, 4_429_313_566L, Dict.EMPTY, message.arguments());
    }

    private void run(int round) throws ProtocolViolation {
        WampMessage[] messages = new WampMessage[TIMES];
        long begin = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            messages[i] = read();
        }
        long between = System.nanoTime();
        long bytes = 0;
        for (WampMessage message : messages) {
            bytes += to.encode(forwarded(message)).bytes();
        }
        long end = System.nanoTime();
        if (bytes < 50L * TIMES) {
            throw new IllegalStateException("Too little was written.");
        }
        if (round >= 0) {
            reading[round] = (between - begin) / (double) TIMES;
            writing[round] = (end - between) / (double) TIMES;
        }
    }

    private static double median(double[] nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s to %s | %d | %.0f | %.0f |%n",
                call ? "CALL to INVOCATION" : "PUBLISH to EVENT",
                from.serializer().id(),
                to.serializer().id(),
                frame.bytes(),
                median(reading),
                median(writing));
    }

    /** Measures in turn and writes one line for each pair. */
    public static void main(String[] arguments) throws ProtocolViolation {
        List<WampCodec> codecs = List.of(
                new WampCodec(Protocol.JSON, Protocol.JSON, true),
                new WampCodec(Protocol.MSGPACK, Protocol.MSGPACK, true),
                new WampCodec(Protocol.CBOR, Protocol.CBOR, true),
                new WampCodec(Protocol.JSON, Protocol.JSON, false),
                new WampCodec(Protocol.MSGPACK, Protocol.MSGPACK, false),
                new WampCodec(Protocol.CBOR, Protocol.CBOR, false),
                new WampCodec(Protocol.JSON, Protocol.CBOR, false),
                new WampCodec(Protocol.CBOR, Protocol.JSON, false),
                new WampCodec(Protocol.MSGPACK, Protocol.CBOR, false));
        for (int round = -WARMING; round < ROUNDS; round++) {
            for (WampCodec codec : codecs) {
                codec.run(round);
            }
        }
        StringBuilder report = new StringBuilder(Machine.description() + "\n\n"
                + "| message | serializers | bytes | ns to read | ns to write |\n| --- | --- | --- | --- | --- |\n");
        codecs.forEach(codec -> report.append(codec.line()));
        System.out.print(report);
    }
}
