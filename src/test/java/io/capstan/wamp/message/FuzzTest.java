package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Broken frames: each of them is a message, which can be written in all serializers and read again, or a violation. So many are
 * tried per serializer as {@code -Dcapstan.fuzz.frames} says.
 */
class FuzzTest {
    private static final int FRAMES = Integer.getInteger("capstan.fuzz.frames", 100_000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Arguments ARGUMENTS = Arguments.of(
            Arrays.asList("text\u0000ä\uD83D\uDE00", null, true, 1L, -70_000L, 1L << 53, 2.5, new byte[] {0, 1, 2, 3}),
            Map.of("list", List.of(List.of(), Map.of("a", List.of(1L, 2L, 3L))), "key", "x".repeat(40)));

    private static final List<WampMessage> SEEDS = List.of(
            new WampMessage.Hello("realm1", Dict.of("roles", Map.of("caller", Map.of("features", Map.of("x", true))))),
            new WampMessage.Abort(Dict.EMPTY, "wamp.error.x", Arguments.NONE),
            new WampMessage.Failure(68, 7, Dict.EMPTY, "com.x", ARGUMENTS),
            new WampMessage.Publish(1, Dict.of("exclude", List.of(1L, 2L)), "com.topic", ARGUMENTS),
            new WampMessage.Subscribe(300, Dict.of("match", "wildcard"), "com..x"),
            new WampMessage.Unsubscribe(70_000, 5_000_000_000L),
            new WampMessage.Call(1L << 53, Dict.of("timeout", 1000L), "com.procedure", ARGUMENTS),
            new WampMessage.Unregistered(0, Dict.of("reason", "x")),
            new WampMessage.Yield(3, Dict.of("progress", true), Arguments.of(List.of(), Map.of("a", 1))));

    @ParameterizedTest
    @EnumSource
    @DisplayName("a broken frame is a message or a violation, and nothing else")
    void fuzz(Protocol protocol) throws ProtocolViolation {
        ByteMutator mutator = new ByteMutator(new Random(2026));
        List<byte[]> seeds = new ArrayList<>();
        for (WampMessage seed : SEEDS) {
            seeds.add(Frames.bytes(protocol.encode(seed)));
        }
        int messages = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = mutator.mutated(seeds.get(i % seeds.size()));
            try {
                for (WampMessage message : Frames.decode(protocol, frame)) {
                    messages++;
                    forward(message, frame);
                }
            } catch (ProtocolViolation violation) {
                assertTrue(violation.getMessage().length() < 300, violation.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(HexFormat.of().formatHex(frame), e);
            }
        }
        int some = messages;
        assertTrue(some > FRAMES / 100 && some < FRAMES, () -> some + " of " + FRAMES + " are messages");
    }

    /** Sends its payload on in every serializer, and reads it there. */
    private static void forward(WampMessage received, byte[] frame) {
        Dict details = received.arguments().isOpaque() ? Dict.of("enc_algo", "x_own") : Dict.EMPTY;
        WampMessage message = new WampMessage.Result(1, details, received.arguments());
        for (Protocol protocol : List.of(Protocol.JSON, Protocol.MSGPACK, Protocol.CBOR)) {
            try {
                byte[] written = Frames.bytes(protocol.encode(message));
                WampMessage read = Frames.decode(protocol, written).get(0);
                assertEquals(
                        message.arguments().positional().size(),
                        read.arguments().positional().size());
            } catch (ProtocolViolation e) {
                throw new AssertionError(HexFormat.of().formatHex(frame) + " is broken as " + protocol, e);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("what a small frame announces takes no memory")
    @CsvSource({
        "MSGPACK, dd7fffffff",
        "MSGPACK, 944601809 1dd7fffffff",
        "MSGPACK, 9446018091df7fffffff",
        "MSGPACK, 9446018091c67fffffff",
        "MSGPACK, 9446018091db7fffffff",
        "MSGPACK, 9446018091c97fffffff00",
        "MSGPACK, 93208101",
        "CBOR, 9a7fffffff",
        "CBOR, 84184601a0819a7fffffff",
        "CBOR, 84184601a081ba7fffffff",
        "CBOR, 84184601a0815a7fffffff",
        "CBOR, 84184601a0817a7fffffff",
        "CBOR, 84184601a081c25a7fffffff",
        "MSGPACK_BATCHED, 7fffffff9311",
        "CBOR_BATCHED, ffffffff83",
        "MSGPACK_BATCHED, 0000"
    })
    void announced(Protocol protocol, String frame) {
        byte[] bytes = HexFormat.of().parseHex(frame.replace(" ", ""));
        assertThrows(ProtocolViolation.class, () -> Frames.decode(protocol, bytes));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThrows(ProtocolViolation.class, () -> Frames.decode(protocol, bytes));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 100_000, () -> allocated + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a quarter of a megabyte of brackets, tags, digits or parts is refused or read at once")
    void large(Protocol protocol) {
        int size = 1 << 18;
        byte[] head = Frames.bytes(protocol.encode(new WampMessage.Yield(1, Dict.EMPTY, Arguments.of(1))));
        List<String> fillings =
                List.of("[", "{\"\":", "1", "\\", "\"\"", "\u0091", "\u0081", "\u00c6", "\u00df", "\u007f\u0060");
        List<byte[]> frames = new ArrayList<>();
        for (String filling : fillings) {
            byte[] tail = filling.repeat(size / filling.length()).getBytes(StandardCharsets.ISO_8859_1);
            for (int cut = 1; cut < head.length; cut++) {
                frames.add(ByteMutator.concat(Arrays.copyOf(head, cut), tail));
            }
        }
        long begin = System.nanoTime();
        int refused = 0;
        for (byte[] frame : frames) {
            try {
                Frames.decode(protocol, frame);
            } catch (ProtocolViolation violation) {
                refused++;
            }
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertEquals(frames.size(), refused);
        assertTrue(millis < 200L * frames.size(), () -> millis + " ms for " + frames.size() + " frames");
    }

    @Test
    @DisplayName("a megabyte of payload in many lists is written anew within a moment")
    void wide() throws ProtocolViolation {
        String list = "[" + String.join(",", Collections.nCopies(100, "[[1],{\"a\":2}]")) + "]";
        String frame = "[70,1,{},[" + String.join(",", Collections.nCopies(700, list)) + "]]";
        WampMessage message = Protocol.JSON.decode(frame).get(0);
        long begin = System.nanoTime();
        WampMessage read =
                Protocol.CBOR.decode(Protocol.CBOR.encode(message).binary()).get(0);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertEquals(message, read);
        assertTrue(millis < 5_000, () -> millis + " ms");
    }
}
