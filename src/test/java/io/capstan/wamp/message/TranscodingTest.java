package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes in one serializer and goes on in another one. */
class TranscodingTest {
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.JSON, Protocol.MSGPACK, Protocol.CBOR);

    /** The head of a YIELD, and behind it a list of one argument. */
    private static final Map<Protocol, byte[]> HEADS = Map.of(
            Protocol.JSON, "[70,1,{},[".getBytes(StandardCharsets.UTF_8),
            Protocol.MSGPACK, HexFormat.of().parseHex("9446018091"),
            Protocol.CBOR, HexFormat.of().parseHex("84184601a081"));

    private static WampMessage decode(Protocol protocol, byte[] frame) throws ProtocolViolation {
        return Frames.decode(protocol, frame).get(0);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }

    /** A message with one argument that is written so: as JSON, or in hexadecimal digits. */
    private static WampMessage message(Protocol protocol, String argument) throws ProtocolViolation {
        byte[] tail = protocol == Protocol.JSON
                ? (argument + "]]").getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(argument);
        return decode(protocol, concat(HEADS.get(protocol), tail));
    }

    /** How the one argument is written. */
    private static String argument(Protocol protocol, WampMessage message) {
        byte[] frame = Frames.bytes(protocol.encode(message));
        int head = HEADS.get(protocol).length;
        assertArrayEquals(HEADS.get(protocol), Arrays.copyOf(frame, head));
        byte[] tail = Arrays.copyOfRange(frame, head, frame.length);
        return protocol == Protocol.JSON
                ? new String(tail, 0, tail.length - 2, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(tail);
    }

    static Stream<Object[]> pairs() {
        return PROTOCOLS.stream().flatMap(from -> PROTOCOLS.stream().map(to -> new Object[] {from, to}));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    @DisplayName("all that the serializers have in common arrives as it was sent")
    void matrix(Protocol from, Protocol to) throws ProtocolViolation {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("nothing", null);
        named.put("ä\u0000\"\n", List.of());
        named.put("nested", Map.of("list", List.of(Map.of(), List.of(List.of(1L)), Map.of("x", "y"))));
        named.put("many", Collections.nCopies(300, "twenty-four characters.."));
        named.put("wide", Collections.nCopies(70_000, false));
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            members.put("member" + i, (long) i);
        }
        named.put("members", members);
        List<Object> positional = Arrays.asList(
                null,
                true,
                false,
                "",
                "ASCII",
                "Grüße \u20ac \uD83D\uDE00",
                "x".repeat(31),
                "x".repeat(32),
                "x".repeat(300),
                "x".repeat(70_000),
                new byte[0],
                new byte[] {0, 1, -1},
                new byte[300],
                new byte[70_000],
                0.5,
                -1.0e300,
                Double.MIN_VALUE,
                0L,
                23L,
                24L,
                127L,
                128L,
                255L,
                256L,
                65_535L,
                65_536L,
                4_294_967_295L,
                4_294_967_296L,
                1L << 53,
                Long.MAX_VALUE,
                new BigInteger("9223372036854775808"),
                new BigInteger("18446744073709551615"),
                -1L,
                -24L,
                -25L,
                -32L,
                -33L,
                -128L,
                -129L,
                -32_768L,
                -32_769L,
                -2_147_483_648L,
                -2_147_483_649L,
                Long.MIN_VALUE);
        WampMessage sent = new WampMessage.Call(1, Dict.EMPTY, "com.x", Arguments.of(positional, named));
        WampMessage forwarded = decode(from, Frames.bytes(from.encode(sent)));
        WampMessage received = decode(to, Frames.bytes(to.encode(forwarded)));
        assertEquals(sent, received);
    }

    @ParameterizedTest
    @DisplayName("what one serializer does not know becomes what comes nearest to it")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            JSON    | "\\u0000AAH/"             | MSGPACK | c4030001ff
            JSON    | "\\u0000AAH/"             | CBOR    | 430001ff
            JSON    | "\\u0000no base64"        | CBOR    | 6a006e6f20626173653634
            MSGPACK | c4030001ff               | JSON    | "\\u0000AAH/"
            CBOR    | 5f420001 41ff ff         | JSON    | "\\u0000AAH/"
            CBOR    | 7f6161 6162 ff           | JSON    | "ab"
            CBOR    | 7f6161 6162 ff           | MSGPACK | a26162
            CBOR    | 9f 01 9f ff 02 ff        | JSON    | [1,[],2]
            CBOR    | bf 6161 01 ff            | MSGPACK | 81a16101
            JSON    | 18446744073709551616     | CBOR    | c249010000000000000000
            JSON    | -18446744073709551617    | CBOR    | c349010000000000000000
            JSON    | -18446744073709551616    | CBOR    | 3bffffffffffffffff
            CBOR    | c249010000000000000000   | JSON    | 18446744073709551616
            CBOR    | c2 4101                  | JSON    | 1
            CBOR    | d802 4101                | JSON    | 1
            CBOR    | c349010000000000000000   | MSGPACK | b52d3138343436373434303733373039353531363137
            CBOR    | 1bffffffffffffffff       | MSGPACK | cfffffffffffffffff
            MSGPACK | cfffffffffffffffff       | JSON    | 18446744073709551615
            JSON    | 1e400                    | MSGPACK | cb7ff0000000000000
            JSON    | 1.0                      | CBOR    | fb3ff0000000000000
            CBOR    | f97c00                   | JSON    | null
            CBOR    | f97e00                   | MSGPACK | cb7ff8000000000000
            CBOR    | f93c00                   | JSON    | 1.0
            CBOR    | f90400                   | JSON    | 6.103515625E-5
            CBOR    | f90001                   | MSGPACK | cb3e70000000000000
            CBOR    | f9fbff                   | JSON    | -65504.0
            CBOR    | fa47c35000               | JSON    | 100000.0
            MSGPACK | ca47c35000               | CBOR    | fb40f86a0000000000
            CBOR    | f7                       | JSON    | null
            CBOR    | f0                       | MSGPACK | c0
            CBOR    | f8ff                     | MSGPACK | c0
            CBOR    | c074323031332d30332d32315432303a30343a30305a | JSON | "2013-03-21T20:04:00Z"
            CBOR    | d9d9f7 01                | JSON    | 1
            MSGPACK | d6ff 51 4b 67 b0         | JSON    | "2013-03-21T20:04:00Z"
            MSGPACK | d7ff 00000004 514b67b0   | CBOR    | 781e323031332d30332d32315432303a30343a30302e3030303030303030315a
            MSGPACK | c70cff 00000000 7fffffffffffffff | JSON | "\\u0000AAAAAH//////////"
            MSGPACK | d4 07 2a                 | JSON    | "\\u0000Kg=="
            MSGPACK | d4 00 00                 | JSON    | null
            MSGPACK | 92 d4 00 00 05           | CBOR    | 82f605
            MSGPACK | d4 00 01                 | JSON    | "\\u0000AQ=="
            MSGPACK | c703 ff 010203           | CBOR    | 43010203
            MSGPACK | 82 01 02 a161 03         | JSON    | {"1":2,"a":3}
            MSGPACK | 82 01 02 c3 03           | CBOR    | a20102f503
            CBOR    | a4 20 00 f6 01 f97c00 02 4101 03 | JSON | {"-1":0,"null":1,"null":2,"\\u0000AQ==":3}
            JSON    | "\\ud800x"               | MSGPACK | a23f78
            JSON    | "\\ud83d\\ude00"         | CBOR    | 64f09f9880
            MSGPACK | a3 22 0a 5c              | JSON    | "\\"\\n\\\\"
            """)
    void nearest(Protocol from, String sent, Protocol to, String received) throws ProtocolViolation {
        String written = from == Protocol.JSON ? sent : sent.replace(" ", "");
        assertEquals(received, argument(to, message(from, written)));
        assertEquals(
                written, argument(from, message(from, written)), "to peers of the same serializer it stays as it is");
    }

    @ParameterizedTest
    @DisplayName("what is malformed deep inside the payload is refused as it comes in")
    @CsvSource(delimiter = '|', textBlock = """
            MSGPACK | c1         | begins with c1
            MSGPACK | a1         | more is announced than is there
            MSGPACK | a1ff       | no UTF-8
            MSGPACK | a2c080     | no UTF-8
            MSGPACK | a3eda080   | no UTF-8
            MSGPACK | a4f4908080 | no UTF-8
            MSGPACK | a3616263a1 | something behind
            MSGPACK | dbffffffff | more is announced than is there
            MSGPACK | c6ffffffff | more is announced than is there
            MSGPACK | dd7fffffff | more is announced than is there
            MSGPACK | dfffffffff | more is announced than is there
            MSGPACK | c97fffffff | ends too early
            MSGPACK | c97fffffff01 | more is announced than is there
            MSGPACK | 819001     | the key of a member is a list
            MSGPACK | cd01       | ends too early
            CBOR    | 1c         | no value begins with 1c
            CBOR    | 3f         | no value begins with 3f
            CBOR    | df         | no value begins with df
            CBOR    | ff         | something ends
            CBOR    | f814       | below 32
            CBOR    | fc         | no value begins with fc
            CBOR    | 5f6161ff   | parts of a string
            CBOR    | 5f5f4100ffff | parts of a string
            CBOR    | 7f61c361bcff | no UTF-8
            CBOR    | 9bffffffffffffffff | more is announced than is there
            CBOR    | bb0000000080000000 | more is announced than is there
            CBOR    | 5b7fffffffffffffff | more is announced than is there
            CBOR    | bf6161ff   | something ends
            CBOR    | a18001     | the key of a member is a list
            CBOR    | 9f01       | ends too early
            CBOR    | c201       | digits of a bignum
            CBOR    | c6c6c6     | ends too early
            """)
    void malformed(Protocol protocol, String argument, String why) {
        String said = assertThrows(ProtocolViolation.class, () -> message(protocol, argument))
                .getMessage();
        assertEquals(why, said.contains(why) ? why : said);
    }

    @Test
    @DisplayName("keyword arguments and options have strings as names")
    void names() {
        for (String frame : List.of("954601809081 0102", "93 46 01 81 0102")) {
            byte[] bytes = HexFormat.of().parseHex(frame.replace(" ", ""));
            String said = assertThrows(ProtocolViolation.class, () -> decode(Protocol.MSGPACK, bytes))
                    .getMessage();
            assertEquals(
                    "the key of a member has to be a string, and is an integer.", said.substring(said.length() - 58));
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON,[,]", "MSGPACK,91,''", "CBOR,81,''", "CBOR,9f,ff"})
    @DisplayName("a hundred lists within each other are read, one more is refused")
    void depth(Protocol protocol, String open, String close) throws ProtocolViolation {
        // the list of arguments itself is the first of them
        String inner = protocol == Protocol.JSON ? "1" : "01";
        WampMessage deepest = message(protocol, open.repeat(99) + inner + close.repeat(99));
        for (Protocol other : PROTOCOLS) {
            WampMessage received = decode(other, Frames.bytes(other.encode(deepest)));
            assertEquals(deepest, received);
        }
        assertThrows(ProtocolViolation.class, () -> message(protocol, open.repeat(100) + inner + close.repeat(100)));
    }

    @Test
    @DisplayName("payload is written anew once, whoever asks for it")
    void once() throws ProtocolViolation {
        Payload payload = (Payload) message(Protocol.CBOR, "6161").arguments();
        assertSame(payload.json(), payload.json());
        assertSame(payload.msgpack(), payload.msgpack());
        assertSame(payload.positional(), payload.positional());
    }

    @Test
    @DisplayName("values of arguments are exact, also where JSON was asked for before")
    void exact() throws ProtocolViolation {
        Arguments arguments = message(Protocol.CBOR, "f97c00").arguments();
        assertEquals(List.of("null"), arguments.positionalJson());
        assertEquals(List.of(Double.POSITIVE_INFINITY), arguments.positional());
    }

    @Test
    @DisplayName("arguments can be put together of JSON, and taken apart into it")
    void json() throws ProtocolViolation {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("a\"", "{\"b\" : null}");
        named.put("c", "[]");
        Arguments arguments = Arguments.ofJson(List.of("1", " \"x\" "), named);
        assertEquals(List.of(1L, "x"), arguments.positional());
        assertEquals(Map.of("a\"", Collections.singletonMap("b", null), "c", List.of()), arguments.named());
        WampMessage message = new WampMessage.Result(1, Dict.EMPTY, arguments);
        Arguments read = decode(Protocol.MSGPACK, Frames.bytes(Protocol.MSGPACK.encode(message)))
                .arguments();
        assertEquals(List.of("1", "\"x\""), read.positionalJson());
        assertEquals(Map.of("a\"", "{\"b\":null}", "c", "[]"), read.namedJson());
        for (String none : List.of("", "1,2", "]", "nul", "[".repeat(100) + "]".repeat(100))) {
            assertThrows(IllegalArgumentException.class, () -> Arguments.ofJson(List.of(none), Map.of()), none);
        }
        assertSame(Arguments.NONE, Arguments.ofJson(List.of(), Map.of()));
    }

    @Test
    @DisplayName("a value that others have sent may be as deep as one may be")
    void deepJson() throws ProtocolViolation {
        String value = "[".repeat(100) + "]".repeat(100);
        Arguments arguments = Arguments.ofJson(value);
        assertEquals(List.of(value), arguments.positionalJson());
        assertEquals("[" + value + "]", arguments.json());
        assertEquals(101, ((Payload) arguments).cbor().length);
        assertEquals(202, arguments.bytes());
    }

    @Test
    @DisplayName("code may give other numbers, characters and enums; what cannot be written is refused at once")
    void made() {
        assertEquals(
                Arguments.of(1L, 2L, 3L, 0.5, 1.5, "c", "JSON", 4L, List.of(1L)),
                Arguments.of(
                        1,
                        (short) 2,
                        (byte) 3,
                        0.5f,
                        new BigDecimal("1.5"),
                        'c',
                        Serializer.JSON,
                        BigInteger.valueOf(4),
                        Set.of(1)));
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(new Object()));
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(Map.of(1, 2)));
        Object[] itself = new Object[1];
        List<Object> list = Arrays.asList(itself);
        itself[0] = list;
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(list));
    }
}
