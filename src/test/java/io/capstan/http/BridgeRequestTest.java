package io.capstan.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WampException;
import io.capstan.http.BridgeRequest.Kind;
import io.capstan.wamp.message.WampMessage;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request of the bridge")
class BridgeRequestTest {

    @Test
    @DisplayName("is a publication that is acknowledged, with its arguments as they were written")
    void publication() {
        String body =
                " {\"kwargs\":{\"b\":[1,{}]},\"topic\":\"a.b\",\"args\":[ 1.50,\"\\u0041\"],\"options\":{\"retain\":true}} ";
        WampMessage.Publish publish =
                assertInstanceOf(WampMessage.Publish.class, BridgeRequest.read(Kind.PUBLISH, body));
        assertEquals("a.b", publish.topic());
        assertEquals("[ 1.50,\"\\u0041\"],{\"b\":[1,{}]}", publish.arguments().json());
        assertEquals(
                Map.of("retain", true, "acknowledge", true), publish.options().members());
    }

    @Test
    @DisplayName("is a call, of which all but the procedure may be left out or null")
    void call() {
        for (String more : new String[] {"", ",\"args\":null,\"kwargs\":null,\"options\":null", ",\"args\":[]"}) {
            WampMessage.Call call = assertInstanceOf(
                    WampMessage.Call.class, BridgeRequest.read(Kind.CALL, "{\"procedure\":\"a.b\"" + more + "}"));
            assertEquals("a.b", call.procedure());
            assertTrue(call.arguments().positional().isEmpty());
            assertTrue(call.arguments().named().isEmpty());
        }
    }

    @ParameterizedTest(name = "{index} {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"procedure\":\"a\",\"args\":[],\"args\":[]}|twice",
                "{\"procedure\":\"a\",\"arg\":[]}|There is no member 'arg'; allowed are args, kwargs, options, procedure.",
                "{\"topic\":\"a\"}|There is no member 'topic'",
                "{}|The member procedure is missing",
                "{\"procedure\":null}|The member procedure has to be a string",
                "{\"procedure\":1}|The member procedure has to be a string",
                "{\"procedure\":\"a\",\"args\":\"x\"}|The member args has to be a list",
                "{\"procedure\":\"a\",\"kwargs\":[]}|The member kwargs has to be an object",
                "{\"procedure\":\"a\",\"options\":[]}|The member options has to be an object",
                "{\"procedure\":\"a\",\"options\":{\"timeout\":\"x\"}}|timeout",
                "{\"procedure\":\"a\"} x|nothing more was expected",
                "{\"procedure\":\"a\",\"args\":[1]],\"x\":[2]}|was expected",
                "[1]|was expected",
                "''|was expected"
            })
    @DisplayName("is refused with what is wrong")
    void refused(String body, String why) {
        WampException refused = assertThrows(WampException.class, () -> BridgeRequest.read(Kind.CALL, body));
        assertEquals("wamp.error.invalid_argument", refused.uri());
        assertTrue(refused.arguments().toString().contains(why), () -> refused.arguments()
                .toString());
    }

    @Test
    @DisplayName("has no parts")
    void parts() {
        for (String option : new String[] {"progress", "receive_progress"}) {
            WampException refused = assertThrows(
                    WampException.class,
                    () -> BridgeRequest.read(Kind.CALL, "{\"procedure\":\"a\",\"options\":{\"" + option + "\":true}}"));
            assertEquals("wamp.error.option_not_allowed", refused.uri());
        }
    }
}
