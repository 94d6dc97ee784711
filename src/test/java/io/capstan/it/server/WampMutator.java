package io.capstan.it.server;

import io.capstan.wamp.message.ByteMutator;
import io.capstan.wamp.message.Frames;
import io.capstan.wamp.message.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Frames of WAMP in one protocol, of all kinds of messages in any order, most of them broken. One thread at a time. */
final class WampMutator {
    /** What every frame may hold: its size is that of a message by default. */
    private static final int LARGEST = 60_000;

    private static final int RS = 0x1e;
    private static final int CAN = 0x18;

    private final Protocol protocol;
    private final Random random;
    private final ByteMutator bytes;

    WampMutator(Protocol protocol, long seed) {
        this.protocol = protocol;
        this.random = new Random(seed);
        this.bytes = new ByteMutator(random);
    }

    /** What every client begins with. */
    byte[] hello() {
        return framed(Frames.list(protocol, WampSeeds.HELLO));
    }

    /** A request that does nothing, and is answered with an error of the same id. */
    byte[] probe(long id) {
        return framed(Frames.list(protocol, List.of(34, id, 1L << 53)));
    }

    /** A correct farewell. */
    byte[] goodbye() {
        return framed(Frames.list(protocol, List.of(6, Map.of(), "wamp.close.normal")));
    }

    /** The next frame. */
    byte[] next() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int i = protocol.isBatched() ? random.nextInt(3) : 0; i >= 0; i--) {
            frame.writeBytes(framed(message()));
        }
        byte[] all = frame.toByteArray();
        if (protocol.isBatched() && random.nextInt(10) == 0) {
            all = bytes.mutated(all);
        }
        if (protocol == Protocol.JSON_BATCHED && all.length > 0 && all[all.length - 1] == CAN) {
            all[all.length - 1] = RS; // or it would be the dialect of Autobahn from here on
        }
        return all.length > LARGEST ? Arrays.copyOf(all, LARGEST) : all;
    }

    /** Most of them are messages, but none that makes sense: what is no message ends the connection, which takes time. */
    private byte[] message() {
        List<@Nullable Object> message = WampSeeds.any(random);
        return random.nextInt(8) == 0 ? broken(message) : Frames.list(protocol, odd(message));
    }

    private byte[] broken(List<@Nullable Object> message) {
        return switch (random.nextInt(8)) {
            case 0 -> Frames.list(protocol, changed(message));
            case 1 -> bytes.mutated(Frames.list(protocol, changed(message)));
            case 2 ->
                bytes.spliced(Frames.list(protocol, message), Frames.list(protocol, changed(WampSeeds.any(random))));
            case 3 -> bytes.huge(Frames.list(protocol, message));
            case 4 -> bytes.deep(Frames.list(protocol, message), 1 << random.nextInt(14));
            default -> bytes.mutated(Frames.list(protocol, message));
        };
    }

    /** The same with something wrong in its structure. */
    private List<@Nullable Object> changed(List<@Nullable Object> message) {
        int at = random.nextInt(message.size());
        switch (random.nextInt(8)) {
            case 0 -> message.set(at, WampSeeds.oddity(random));
            case 1 -> message.remove(at);
            case 2 -> message.add(at, WampSeeds.oddity(random));
            case 3 -> Collections.swap(message, at, random.nextInt(message.size()));
            case 4 -> message.set(0, random.nextInt(80) - 2);
            case 5 -> replace(message, Number.class, WampSeeds.id(random));
            case 6 -> replace(message, String.class, WampSeeds.uri(random));
            default -> replace(message, Map.class, WampSeeds.options(random));
        }
        return message;
    }

    /** The same with ids, names and contents that nobody expects, or as it is, and at the wrong time. */
    private List<@Nullable Object> odd(List<@Nullable Object> message) {
        switch (random.nextInt(10)) {
            case 0, 1 -> replace(message, Number.class, 1L + random.nextInt(300));
            case 2 -> replace(message, String.class, WampSeeds.uri(random));
            case 3 -> replace(message, List.class, List.of(deep()));
            case 4, 5 -> replace(message, List.class, WampSeeds.oddities(random));
            case 6 -> replace(message, Map.class, Map.of());
            case 7 -> replace(message, Map.class, WampSeeds.choice(random));
            default -> {}
        }
        return message;
    }

    /** Has another value for the first one of this kind behind the type, if there is one. */
    private static void replace(List<@Nullable Object> message, Class<?> kind, Object value) {
        for (int i = 1; i < message.size(); i++) {
            if (kind.isInstance(message.get(i))) {
                message.set(i, value);
                return;
            }
        }
    }

    private Object deep() {
        Object value = 1L;
        for (int i = 1 << random.nextInt(6); i > 0; i--) {
            value = random.nextBoolean() ? List.of(value) : Map.of("a", value);
        }
        return value;
    }

    private byte[] framed(byte[] message) {
        if (!protocol.isBatched()) {
            return message;
        }
        boolean text = protocol.serializer().isText();
        ByteBuffer frame = ByteBuffer.allocate(message.length + (text ? 1 : Integer.BYTES));
        if (text) {
            frame.put(message).put((byte) RS);
        } else {
            frame.putInt(message.length).put(message);
        }
        return frame.array();
    }
}
