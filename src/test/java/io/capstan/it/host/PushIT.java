package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Push;
import io.capstan.Route;
import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.Issuer;
import io.capstan.it.container.Wars;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A backend pushes by HTTP, and devices and channels get it. */
@ExtendWith(ArquillianExtension.class)
class PushIT {
    private static final Issuer ISSUER = new Issuer();
    private static final String KEY = "an-old-key-for-tests-1";
    private static final String NEXT_KEY = "the-next-key-for-tests";
    private static final String TYPE = "application/json";
    private static final String LINES = "application/x-ndjson";

    @ArquillianResource
    URL url;

    private URI base;

    /** Joins a channel, as an application's own component. */
    @Route("/room/{room}")
    public static class Room implements MessageComponent {
        @Inject
        Channels channels;

        @Inject
        Push push;

        @Override
        public void onOpen(Connection connection) {
            channels.channel(connection.variable("room")).join(connection);
            connection.send("joined");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(
                    String.valueOf(push.sendToDevice(text, "from a bean").receivers()));
        }
    }

    /** Would take what is Capstan's own. */
    @Route("/capstan/**")
    public static class Greedy implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send("greedy");
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.withTokens(Wars.of("push", Room.class, Greedy.class)),
                "capstan.push.route=/devices",
                "capstan.push.keys=" + KEY + ", " + NEXT_KEY,
                "capstan.push.role=capstan-push",
                "capstan.push.largest=4096",
                "capstan.jwt.key=" + ISSUER.publicKey(),
                "capstan.jwt.issuer=https://id.example");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    /** A device and what it is called. */
    private record Device(RawWebSocket client, String id) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    private Device device(RawRequest request) {
        RawWebSocket client = request.upgrade();
        String first = client.receiveText();
        assertTrue(first.matches("\\{\"action\":\"setDeviceId\",\"data\":\\{\"device_id\":\"[^\"]{7,}\"}}"), first);
        return new Device(client, first.replaceFirst(".*\"device_id\":\"([^\"]+)\".*", "$1"));
    }

    private Device device() {
        return device(RawSocket.connect(base).get("/devices"));
    }

    private RawRequest request(String method, String type, String body) {
        RawRequest request = RawSocket.connect(base)
                .request(method, base.getPath() + "capstan/push")
                .plain()
                .header("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
                .body(body);
        return type.isEmpty() ? request : request.header("Content-Type", type);
    }

    private RawRequest post(String type, String body) {
        return request("POST", type, body).header("X-API-Key", KEY);
    }

    private HttpAnswer push(String body) {
        HttpAnswer answer = post(TYPE, body).answer();
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(Optional.of("application/json"), answer.header("Content-Type"));
        return answer;
    }

    private static String accepted(int receivers) {
        return "{\"status\":\"accepted\",\"receivers\":" + receivers + "}";
    }

    private static void assertProblem(int status, String detail, HttpAnswer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"status\":" + status + ","), answer.body());
        assertTrue(answer.body().contains(detail), answer.body());
    }

    private static String send(Device device, String data) {
        return "{\"action\":\"sendToDevice\",\"device\":\"" + device.id() + "\",\"data\":" + data + "}";
    }

    private static String subscribe(String action, Device device, String channel) {
        return "{\"action\":\"" + action + "\",\"device\":\"" + device.id() + "\",\"channel\":\"" + channel + "\"}";
    }

    private static String publish(String channel, String data) {
        return "{\"action\":\"sendToChannel\",\"channel\":\"" + channel + "\",\"data\":" + data + "}";
    }

    @Test
    @DisplayName("PAR-230 PAR-232 PAR-233 a device is told its id, and gets only the data of what is pushed")
    void devices() {
        try (Device ada = device();
                Device bob = device()) {
            assertTrue(ada.id().length() >= 15, ada.id());
            assertEquals(accepted(1), push(send(ada, "{\"a\":[1.50, \"ä\"]}")).body());
            assertEquals("{\"a\":[1.50, \"ä\"]}", ada.client().receiveText());
            push("{\"action\":\"multicast\",\"data\":\"all\"}");
            assertEquals("\"all\"", ada.client().receiveText());
            assertEquals("\"all\"", bob.client().receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-230 a known caller brings a name for its device, and is found by it; a name that is none gets 1008")
    void ownId() {
        String token = "Bearer " + ISSUER.token("ada", 60);
        RawSocket socket = RawSocket.connect(base);
        try (Device ada = device(socket.get("/devices?device_id=phone").header("Authorization", token))) {
            assertEquals("ada/phone", ada.id());
            assertEquals(accepted(1), push(send(ada, "1")).body());
            assertEquals("1", ada.client().receiveText());
        }
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/devices?device_id=a%20b")
                .header("Authorization", token)
                .upgrade()) {
            client.expectClose(1008);
        }
        try (Device nobody = device(RawSocket.connect(base).get("/devices?device_id=phone"))) {
            assertEquals(24, nobody.id().length(), "who is not known gets a random one: " + nobody.id());
        }
    }

    @Test
    @DisplayName("PAR-231 what a device sends is ignored")
    void ignored() {
        try (Device ada = device()) {
            ada.client().send("hello").send(RawFrame.binary((byte) 1));
            push(send(ada, "1"));
            assertEquals("1", ada.client().receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-232 PAR-239 a channel reaches devices and connections of components, and who unsubscribes hears nothing")
    void channels() {
        try (Device ada = device();
                RawWebSocket room = RawSocket.connect(base).get("/room/blue").upgrade()) {
            assertEquals("joined", room.receiveText());
            assertEquals(accepted(1), push(subscribe("subscribe", ada, "blue")).body());
            push(subscribe("subscribe", ada, "blue"));
            assertEquals(accepted(2), push(publish("blue", "\"hi\"")).body());
            assertEquals("\"hi\"", ada.client().receiveText());
            assertEquals("hi", room.receiveText());
            push(subscribe("unsubscribe", ada, "blue"));
            push(subscribe("unsubscribe", ada, "blue"));
            assertEquals(accepted(1), push(publish("blue", "{}")).body());
            assertEquals("{}", room.receiveText());
            push(send(ada, "2"));
            assertEquals("2", ada.client().receiveText());
        }
    }

    @Test
    @DisplayName("PAR-237 a bean sends to a device")
    void bean() {
        try (Device ada = device();
                RawWebSocket room = RawSocket.connect(base).get("/room/red").upgrade()) {
            assertEquals("joined", room.receiveText());
            assertEquals("1", room.send(ada.id()).receiveText());
            assertEquals("\"from a bean\"", ada.client().receiveText());
        }
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
