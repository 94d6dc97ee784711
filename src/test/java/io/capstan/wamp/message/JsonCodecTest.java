package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.wire.Outgoing;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in JSON, and what is wrong with those that are none. */
class JsonCodecTest {

    private static WampMessage decode(String frame) throws ProtocolViolation {
        List<WampMessage> messages = Protocol.JSON.decode(frame);
        assertEquals(1, messages.size());
        return messages.get(0);
    }

    private static String encode(WampMessage message) {
        return Protocol.JSON.encode(message).text();
    }

    @ParameterizedTest
    @DisplayName("a message is read and written again")
    @ValueSource(
            strings = {
                "[1,\"realm1\",{\"roles\":{\"caller\":{},\"callee\":{\"features\":{\"x\":true}}},\"authid\":\"ä\\\"\\n\"}]",
                "[2,9007199254740992,{}]",
                "[3,{\"message\":\"no\"},\"wamp.error.no_such_realm\"]",
                "[4,\"wampcra\",{}]",
                "[5,\"\",{}]",
                "[6,{},\"wamp.close.normal\"]",
                "[8,48,1,{},\"com.x\",[1,2],{\"a\":null}]",
                "[16,1,{},\"com.x\"]",
                "[17,1,2]",
                "[32,1,{\"match\":\"prefix\"},\"com\"]",
                "[33,1,2]",
                "[34,1,2]",
                "[35,1]",
                "[35,0,{\"reason\":\"x.y\",\"subscription\":5}]",
                "[36,1,2,{},[],{\"a\":[1,{\"b\":2}]}]",
                "[337,1]",
                "[48,1,{\"timeout\":1000},\"com.x\",[\"\\u0000AAEC\"]]",
                "[49,1,{\"mode\":\"kill\"}]",
                "[50,1,{},[1.5,true,1234567890123456789012345678901234567890]]",
                "[64,1,{},\"com.x\"]",
                "[65,1,2]",
                "[66,1,2]",
                "[67,1]",
                "[67,0,{}]",
                "[68,1,2,{},[\"\uD83D\uDE00\"]]",
                "[69,1,{}]",
                "[70,1,{},[]  , {\"a\" : 1 }]"
            })
    void roundTrip(String frame) throws ProtocolViolation {
        assertEquals(frame, encode(decode(frame)));
    }

    @Test
    @DisplayName("arguments of which none are there are not written")
    void empty() throws ProtocolViolation {
        for (String nothing :
                List.of("", ",[]", ",[],{}", ",null", ",null,{}", ",[ ], { }", ",[],null", ",null,null")) {
            assertEquals("[70,1,{}]", encode(decode("[70,1,{}" + nothing + "]")), nothing);
        }
        assertEquals("[70,1,{},[1]]", encode(decode("[70,1,{},[1],{}]")));
        assertEquals("[70,1,{},[],{\"a\":1}]", encode(decode("[70,1,{},null,{\"a\":1}]")));
    }

    @Test
    @DisplayName("the values of arguments are there for those who ask")
    void values() throws ProtocolViolation {
        Arguments read = decode(
                        "[70,1,{\"x\":7,\"y\":null},[1,-2.5,\"\\u00e4\",null,true,[[]],\"\\u0000/w==\",18446744073709551615],{\"a\":{\"b\":false}}]")
                .arguments();
        assertEquals(
                Arrays.asList(1L, -2.5, "ä", null, true, List.of(List.of())),
                read.positional().subList(0, 6));
        assertEquals(255, ((byte[]) read.positional().get(6))[0] & 0xFF);
        assertEquals(new BigInteger("18446744073709551615"), read.positional().get(7));
        assertEquals(Map.of("a", Map.of("b", false)), read.named());
    }

    @Test
    @DisplayName("code writes arguments as it would read them")
    void made() {
        Arguments made = Arguments.of(
                Arrays.asList(1, 2L, 1.5f, "x", null, new byte[] {0, 1}, List.of(true)), Map.of("k", Double.NaN));
        assertEquals(
                "[50,7,{},[1,2,1.5,\"x\",null,\"\\u0000AAE=\",[true]],{\"k\":null}]",
                encode(new WampMessage.Result(7, Dict.EMPTY, made)));
    }

    @ParameterizedTest
    @DisplayName("what is no message is refused, and it says why")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                       | This is no JSON
            {}                       | A message has to be a list, and this is a dict.
            7                        | A message has to be a list, and this is an integer.
            []                       | this one is empty
            [99,1]                   | There is no message of type 99.
            ["32",1,{},"a"]          | has to be an integer, and is a string
            [1.0,"a",{}]             | has to be an integer, and is a number with a fraction
            [1e1,"a",{}]             | has to be an integer, and is a number with a fraction
            [32,1,{}]                | SUBSCRIBE: Topic (element 4 of [32, Request, Options, Topic]) is missing.
            [32,1,5,"a"]             | SUBSCRIBE: Options (element 3 of [32, Request, Options, Topic]) has to be a dict, and is an integer.
            [32,1,{},"a",[]]         | SUBSCRIBE has more elements than [32, Request, Options, Topic].
            [32,0,{},"a"]            | Request (element 2 of [32, Request, Options, Topic]) has to be from 1 to 2^53
            [32,-1,{},"a"]           | from 1 to 2^53
            [32,9007199254740993,{},"a"] | from 1 to 2^53
            [32,99999999999999999999,{},"a"] | from 1 to 2^53
            [32,true,{},"a"]         | has to be an integer, and is a boolean
            [32,1,{},7]              | has to be a string, and is an integer
            [32,1,[],"a"]            | has to be a dict, and is a list
            [48,1,{},"a",{}]         | CALL: Arguments (element 5 of [48, Request, Options, Procedure, Arguments, ArgumentsKw]) has to be a list
            [48,1,{},"a",[],[]]      | ArgumentsKw (element 6
            [48,1,{},"a",[],{},1]    | CALL has more elements
            [48,1,{},"a","x"]        | has to be a list, and is a string
            [35,0]                   | Details (element 3 of [35, UNSUBSCRIBE.Request, Details]) is missing
            [35,1,{}]                | UNSUBSCRIBED has more elements
            [32,1,{},"a"] 7          | nothing more was expected
            [32,1,{},"a"             | ']' was expected
            [32 1,{},"a"]            | ']' was expected
            [48,1,{},"a",]           | a value was expected
            [32,1,{"a":1,},"a"]      | '"' was expected
            [nul]                    | has to be an integer, and is null
            """)
    void refused(String frame, String why) {
        String said = assertThrows(ProtocolViolation.class, () -> decode(frame)).getMessage();
        assertEquals(why, said.contains(why) ? why : said);
    }

    @Test
    @DisplayName("a batch has a message or more, each with the character 30 behind it")
    void batches() throws ProtocolViolation {
        String batch = "[17,1,2]\u001e[33,1,2]\u001e";
        List<WampMessage> messages = Protocol.JSON_BATCHED.decode(batch);
        assertEquals(List.of(new WampMessage.Published(1, 2), new WampMessage.Subscribed(1, 2)), messages);
        assertEquals(batch, Protocol.JSON_BATCHED.encode(messages).text());
        for (String broken :
                List.of("", "[17,1,2]", "\u001e", "[17,1,2]\u001e\u001e", "[17,1,2]\u001e ", "[17,1,2]\u001e[17")) {
            assertThrows(ProtocolViolation.class, () -> Protocol.JSON_BATCHED.decode(broken), broken);
        }
        assertThrows(IllegalArgumentException.class, () -> Protocol.JSON.encode(messages));
    }

    @Test
    @DisplayName(
            "Autobahn for Python is known by the character that it writes behind messages, and answered with the same")
    void autobahn() throws ProtocolViolation {
        String frame = "[17,1,2]\u0018[33,1,2]\u0018";
        Protocol spoken = Protocol.of("wamp.2.json.batched").orElseThrow().spokenIn(frame);
        assertEquals(frame, spoken.encode(spoken.decode(frame)).text());
        assertEquals(Protocol.JSON_BATCHED, Protocol.JSON_BATCHED.spokenIn("[17,1,2]\u001e"));
        assertEquals(Protocol.JSON_BATCHED, Protocol.JSON_BATCHED.spokenIn(""));
        assertEquals(Protocol.JSON, Protocol.JSON.spokenIn(frame));
    }

    @Test
    @DisplayName("where there is nothing but bytes, JSON is UTF-8")
    void bytes() throws ProtocolViolation {
        byte[] frame = "[32,1,{},\"ä\"]".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of(new WampMessage.Subscribe(1, Dict.EMPTY, "ä")),
                Protocol.JSON.decodeBytes(ByteBuffer.wrap(frame)));
        frame[10] = (byte) 0xff;
        assertThrows(ProtocolViolation.class, () -> Protocol.JSON.decodeBytes(ByteBuffer.wrap(frame)));
        assertEquals(
                List.of(new WampMessage.Published(1, 2)),
                Protocol.CBOR.decodeBytes(ByteBuffer.wrap(new byte[] {(byte) 0x83, 17, 1, 2})));
    }

    @Test
    @DisplayName("each subprotocol is found by its name")
    void names() {
        for (String name : List.of(
                "wamp.2.json",
                "wamp.2.msgpack",
                "wamp.2.cbor",
                "wamp.2.json.batched",
                "wamp.2.msgpack.batched",
                "wamp.2.cbor.batched")) {
            assertEquals(name, Protocol.of(name).orElseThrow().subprotocol());
        }
        assertEquals(Optional.empty(), Protocol.of("wamp"));
    }

    @Test
    @DisplayName("JSON is text, the others are binary")
    void frames() {
        Outgoing frame = Protocol.JSON.encode(new WampMessage.Published(1, 2));
        assertEquals("[17,1,2]", frame.text());
        assertThrows(ProtocolViolation.class, () -> Protocol.JSON.decode(ByteBuffer.wrap(new byte[] {1})));
        assertThrows(ProtocolViolation.class, () -> Protocol.CBOR.decode("[17,1,2]"));
    }
}
