package io.capstan.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WampException;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An answer of the bridge")
class BridgeAnswersTest {

    private static String body(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("is a result with its details, if it has some, binary as WAMP writes it in JSON")
    void results() {
        Arguments arguments = Arguments.of(List.of(1, new byte[] {1, 2}), Map.of("a", "b"));
        assertEquals(
                "{\"args\":[1,\"\\u0000AQI=\"],\"kwargs\":{\"a\":\"b\"}}",
                body(BridgeAnswers.of(new WampMessage.Result(1, Dict.EMPTY, arguments))));
        assertEquals(
                "{\"args\":[],\"kwargs\":{},\"details\":{\"ppt_scheme\":\"x_mine\"}}",
                body(BridgeAnswers.of(new WampMessage.Result(1, Dict.of("ppt_scheme", "x_mine"), Arguments.NONE))));
        assertEquals("{\"id\":9007199254740992}", body(BridgeAnswers.of(new WampMessage.Published(1, 1L << 53))));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "wamp.error.no_such_procedure,404",
        "wamp.error.no_such_realm,404",
        "wamp.error.not_authorized,403",
        "wamp.error.authentication_required,401",
        "wamp.error.invalid_argument,400",
        "wamp.error.invalid_uri,400",
        "wamp.error.payload_size_exceeded,413",
        "capstan.error.too_many,429",
        "wamp.error.runtime_error,500",
        "wamp.error.no_available_callee,503",
        "wamp.close.system_shutdown,503",
        "wamp.error.canceled,504",
        "wamp.error.timeout,504",
        "shop.sold-out,422"
    })
    @DisplayName("is a problem with the status of its error, and all that it says")
    void problems(String error, int status) {
        Reply reply = BridgeAnswers.of(new WampException(error, List.of("No \"tea\".", 3), Map.of("left", 0)));
        assertEquals(status, reply.status());
        assertEquals("application/problem+json", reply.headers().get("Content-Type"));
        assertEquals(status == 401, reply.headers().containsKey("WWW-Authenticate"));
        assertTrue(
                body(reply)
                        .endsWith("\"status\":" + status + ",\"detail\":\"No \\\"tea\\\".\",\"error\":\"" + error
                                + "\",\"args\":[\"No \\\"tea\\\".\",3],\"kwargs\":{\"left\":0}}"),
                () -> body(reply));
    }
}
