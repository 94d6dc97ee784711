package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options may be, always and to the letter of the specification. */
class OptionsTest {

    private static WampMessage decode(String frame) throws ProtocolViolation {
        return Protocol.JSON.decode(frame).get(0);
    }

    @ParameterizedTest
    @DisplayName("an option of the specification has the type that it says there")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [16,1,{"acknowledge":1},"a"]            | PUBLISH: acknowledge has to be a boolean.
            [16,1,{"acknowledge":"yes"},"a"]        | PUBLISH: acknowledge has to be a boolean.
            [16,1,{"exclude":"x"},"a"]              | PUBLISH: exclude has to be a list of ids.
            [16,1,{"exclude":[0]},"a"]              | PUBLISH: exclude has to be a list of ids.
            [16,1,{"eligible":[9007199254740993]},"a"] | PUBLISH: eligible has to be a list of ids.
            [16,1,{"eligible":[18446744073709551615]},"a"] | PUBLISH: eligible has to be a list of ids.
            [16,1,{"eligible_authid":[1]},"a"]      | PUBLISH: eligible_authid has to be a list of strings.
            [16,1,{"ppt_scheme":{}},"a"]            | PUBLISH: ppt_scheme has to be a string.
            [32,1,{"match":7},"a"]                  | SUBSCRIBE: match has to be a string.
            [64,1,{"concurrency":1.5},"a"]          | REGISTER: concurrency has to be an integer.
            [48,1,{"timeout":"5"},"a"]              | CALL: timeout has to be an integer.
            [48,1,{"receive_progress":0},"a"]       | CALL: receive_progress has to be a boolean.
            [49,1,{"mode":false}]                   | CANCEL: mode has to be a string.
            [70,1,{"progress":1}]                   | YIELD: progress has to be a boolean.
            [36,1,2,{"forward_for":[1]}]            | EVENT: forward_for has to be a list of dicts.
            """)
    void types(String frame, String why) {
        assertEquals(
                why, assertThrows(ProtocolViolation.class, () -> decode(frame)).getMessage());
    }

    @ParameterizedTest
    @DisplayName("what is null is not there, and what nobody knows is kept")
    @ValueSource(
            strings = {
                "[16,1,{\"acknowledge\":null,\"exclude\":null},\"a\"]",
                "[16,1,{\"exclude\":[],\"eligible\":[1,9007199254740992]},\"a\"]",
                "[32,1,{\"_custom\":[{}],\"acknowledge\":7},\"a\"]"
            })
    void allowed(String frame) throws ProtocolViolation {
        assertEquals(frame, Protocol.JSON.encode(decode(frame)).text());
    }

    @ParameterizedTest
    @DisplayName("what is undefined in JavaScript is not there: wampy says so of match and get_retained")
    @CsvSource({"MSGPACK, 942001 81a56d61746368d40000 a161", "CBOR, 84182001a1656d61746368f76161"})
    void undefined(Protocol protocol, String frame) throws ProtocolViolation {
        byte[] bytes = HexFormat.of().parseHex(frame.replace(" ", ""));
        WampMessage.Subscribe message =
                (WampMessage.Subscribe) Frames.decode(protocol, bytes).get(0);
        assertEquals("a", message.topic());
        assertFalse(message.options().has("match"));
    }

    @ParameterizedTest
    @DisplayName("values without a meaning are violations to the letter of the specification only")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [32,1,{"match":"regex"},"a"]          | The member match has to be one of [exact, prefix, wildcard].
            [64,1,{"match":""},"a"]               | The member match has to be one of [exact, prefix, wildcard].
            [64,1,{"invoke":"bogus"},"a"]         | The member invoke has to be one of [first, last, random, roundrobin, single].
            [49,1,{"mode":"please"}]              | The member mode has to be one of [kill, killnowait, skip].
            [16,1,{"enc_algo":"none"},"a","text"] | The member enc_algo has to be one of [cryptobox, mqtt, xbr].
            """)
    void strict(String frame, String why) throws ProtocolViolation {
        WampMessage message = decode(frame);
        assertEquals(
                why,
                assertThrows(ProtocolViolation.class, () -> StrictRules.check(message))
                        .getMessage());
    }

    @Test
    @DisplayName("values with a meaning are none")
    void meaningful() throws ProtocolViolation {
        for (String frame : new String[] {
            "[32,1,{\"match\":\"wildcard\"},\"a\"]", "[64,1,{\"invoke\":\"last\"},\"a\"]", "[49,1,{}]", "[17,1,2]"
        }) {
            WampMessage message = decode(frame);
            StrictRules.check(message);
            assertEquals(frame, Protocol.JSON.encode(message).text());
        }
    }
}
