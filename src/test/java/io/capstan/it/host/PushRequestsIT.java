package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may push by HTTP, in which form, and what is answered. */
class PushRequestsIT extends PushApplication {
    @Deployment(testable = false)
    static Archive<?> war() {
        return application("push-requests");
    }

    @Test
    @DisplayName(
            "PAR-233 each of several API keys and a token with the role may push; others get 401, without the role 403")
    void authentication() {
        String body = "{\"action\":\"multicast\",\"data\":1}";
        assertEquals(
                200,
                request("POST", TYPE, body)
                        .header("X-API-Key", NEXT_KEY)
                        .answer()
                        .status());
        for (String credentials : List.of(KEY, NEXT_KEY, ISSUER.token("ada", 60, "capstan-push"))) {
            HttpAnswer answer = request("POST", TYPE, body)
                    .header("Authorization", "Bearer " + credentials)
                    .answer();
            assertEquals(200, answer.status(), answer.toString());
        }
        HttpAnswer nobody = request("POST", TYPE, body).refusal();
        assertProblem(401, "Only known callers may do this.", nobody);
        assertEquals(Optional.of("Bearer"), nobody.header("WWW-Authenticate"));
        for (String wrong : List.of("X-API-Key", "Authorization")) {
            HttpAnswer answer = request("POST", TYPE, body)
                    .header(wrong, "Bearer " + KEY + "x")
                    .refusal();
            assertProblem(401, "", answer);
            assertEquals(Optional.of("Bearer error=\"invalid_token\""), answer.header("WWW-Authenticate"));
            assertTrue(!answer.toString().contains(KEY), answer.toString());
        }
        assertProblem(
                403,
                "The caller has not the role that this needs.",
                request("POST", TYPE, body)
                        .header("Authorization", "Bearer " + ISSUER.token("ada", 60, "editor"))
                        .refusal());
        assertProblem(
                403,
                "Pages of this origin may not connect here.",
                post(TYPE, body).header("Origin", "https://foreign.example").refusal());
    }

    @Test
    @DisplayName("PAR-233 405, 413 and 415 come as problems, too large a body also where its length is not known")
    void refusals() {
        String body = "{\"action\":\"multicast\",\"data\":1}";
        HttpAnswer get = request("GET", "", "").header("X-API-Key", KEY).refusal();
        assertProblem(405, "Messages are pushed with POST.", get);
        assertEquals(Optional.of("POST"), get.header("Allow"));
        for (String type :
                List.of("", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1")) {
            HttpAnswer answer = post(type, body).refusal();
            assertProblem(415, "The body is application/json", answer);
            assertEquals(Optional.of("application/json, application/x-ndjson"), answer.header("Accept-Post"));
        }
        assertProblem(
                415,
                "not compressed",
                post(TYPE, body).header("Content-Encoding", "gzip").refusal());
        String large = "[" + " ".repeat(4096) + "]";
        assertProblem(
                413,
                "A request has at most 4096 bytes; see capstan.push.largest.",
                post(TYPE, large).refusal());
        String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
        assertProblem(
                413,
                "A request has at most 4096 bytes",
                post(TYPE, chunk)
                        .without("Content-Length")
                        .header("Transfer-Encoding", "chunked")
                        .refusal());
    }

    @Test
    @DisplayName("PAR-233 PAR-234 a message that cannot be carried out gets 400 or 404 with code, field and reason")
    void faults() {
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The field 'channel' is missing.\","
                        + "\"code\":\"missing\",\"field\":\"/channel\"}",
                post(TYPE, "{\"action\":\"sendToChannel\",\"data\":1}")
                        .refusal()
                        .body());
        assertProblem(
                400,
                "\"code\":\"unknown_action\",\"field\":\"/action\"",
                post(TYPE, "{\"action\":\"x\"}").refusal());
        assertProblem(
                400,
                "at character 12, a value was expected. Nothing of this request has been pushed.",
                post(TYPE, "{\"action\": x}").refusal());
        assertProblem(400, "\"code\":\"malformed\"", post(TYPE, " ").refusal());
        assertProblem(
                404,
                "\"code\":\"unknown_device\",\"field\":\"/device\"",
                post(TYPE, "{\"action\":\"sendToDevice\",\"device\":\"d\",\"data\":1}")
                        .refusal());
    }

    @Test
    @DisplayName("PAR-233 PAR-234 of a list, and of lines, each message has its answer in its place")
    void batches() {
        try (Device ada = device()) {
            HttpAnswer list = push("[" + send(ada, "1") + ",{\"action\":\"multicast\"}," + send(ada, "2") + "]");
            String missing =
                    "{\"status\":\"error\",\"code\":\"missing\",\"field\":\"PLACE/data\",\"reason\":\"The field 'data' is missing.\"}";
            assertEquals(
                    "[" + accepted(1) + "," + missing.replace("PLACE", "/1") + "," + accepted(1) + "]", list.body());
            HttpAnswer lines = post(
                            LINES, send(ada, "3") + "\n\n{\"action\":\"multicast\"}\r\nnonsense\n" + send(ada, "4"))
                    .answer();
            assertEquals(200, lines.status());
            assertEquals(Optional.of(LINES), lines.header("Content-Type"));
            String malformed =
                    "{\"status\":\"error\",\"code\":\"malformed\",\"field\":\"\",\"reason\":\"This is no JSON: at character 1, a value was expected.\"}";
            assertEquals(
                    String.join("\n", accepted(1), missing.replace("PLACE", ""), malformed, accepted(1), ""),
                    lines.body());
            for (String data : List.of("1", "2", "3", "4")) {
                assertEquals(data, ada.client().receiveText());
            }
        }
    }

    @Test
    @DisplayName("what is sent again with the same key, or the same id, gets the same answer and is not pushed again")
    void idempotency() {
        try (Device ada = device()) {
            String key = "\"" + ada.id() + "\"";
            for (int i = 0; i < 2; i++) {
                HttpAnswer answer = post(TYPE, send(ada, "1"))
                        .header("Idempotency-Key", key)
                        .answer();
                assertEquals(accepted(1), answer.body());
            }
            assertProblem(
                    422,
                    "Another request had this Idempotency-Key.",
                    post(TYPE, send(ada, "2")).header("Idempotency-Key", key).refusal());
            assertProblem(
                    400,
                    "Idempotency-Key",
                    post(TYPE, "{}").header("Idempotency-Key", "a b").refusal());
            String id = ",\"id\":\"" + ada.id() + "\"}";
            String message = send(ada, "3").replaceFirst("}$", id);
            String done = accepted(1).replace("accepted\"", "accepted\"" + id.replace("}", ""));
            assertEquals(
                    "[" + done + "," + done + "]",
                    push("[" + message + "," + message + "]").body());
            assertProblem(
                    422,
                    "\"code\":\"id_reused\"",
                    post(TYPE, send(ada, "4").replaceFirst("}$", id)).refusal());
            push(send(ada, "5"));
            for (String data : List.of("1", "3", "5")) {
                assertEquals(data, ada.client().receiveText());
            }
        }
    }

    @Test
    @DisplayName("a route of the application on all of these paths does not stand in front of it, and gets all others")
    void greedy() {
        push("{\"action\":\"multicast\",\"data\":1}");
        try (RawWebSocket other = RawSocket.connect(base).get("/capstan/other").upgrade()) {
            assertEquals("greedy", other.send("?").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-233 curl pushes with what a shell has")
    void curl() {
        try (Device ada = device()) {
            List<String> command = List.of(
                    "curl",
                    "-sS",
                    "-H",
                    "Authorization: Bearer " + KEY,
                    "--json",
                    send(ada, "{\"from\":\"curl\"}"),
                    base + "capstan/push");
            try (ChildProcess curl = ChildProcess.start(Path.of("."), command)) {
                assertEquals(0, curl.awaitExit(Duration.ofSeconds(20)), curl.output());
                assertEquals(accepted(1) + "\n", curl.out());
            }
            assertEquals("{\"from\":\"curl\"}", ada.client().receiveText());
        }
    }
}
