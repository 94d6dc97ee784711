package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.ConnectionLimits;
import io.capstan.MessageComponent;
import io.capstan.Origins;
import io.capstan.Route;
import io.capstan.it.client.Issuer;
import io.capstan.it.container.Wars;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who runs an application asks it by HTTP. */
@ExtendWith(ArquillianExtension.class)
class OperationsIT {
    private static final Issuer ISSUER = new Issuer();
    private static final String KEY = "a-key-for-operations";
    private static final String ROUTES = "capstan/routes";
    private static final String STATS = "capstan/stats";

    /** Something to look at. */
    @Route(
            value = "/bids/{item}",
            subprotocols = {"bids.v2", "bids.v1"})
    @Origins("https://shop.example")
    @ConnectionLimits(messageBytes = 4096, messagesPerSecond = 10)
    public static class Bids implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
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

    @Deployment(name = "open", testable = false)
    static Archive<?> open() {
        return Wars.withConfiguration(
                Wars.withTokens(Wars.of("operations", Bids.class, Greedy.class)),
                "capstan.operations.keys=" + KEY,
                "capstan.operations.role=operator",
                "capstan.jwt.key=" + ISSUER.publicKey(),
                "capstan.jwt.issuer=https://id.example");
    }

    @Deployment(name = "closed", testable = false)
    static Archive<?> closed() {
        return Wars.of("operations-closed", Bids.class);
    }

    private static RawRequest request(URI base, String method, String path) {
        return RawSocket.connect(base).request(method, base.getPath() + path).plain();
    }

    private static RawRequest get(URL url, String path) throws Exception {
        return request(url.toURI(), "GET", path);
    }

    private static JsonObject object(HttpAnswer answer) {
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(Optional.of("application/json"), answer.header("Content-Type"));
        assertEquals(Optional.of("no-store"), answer.header("Cache-Control"));
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    @Test
    @DisplayName(
            "PAR-107 the routes come with class, subprotocols, origins and limits to whoever has a key or the role")
    void routes(@ArquillianResource @OperateOnDeployment("open") URL url) throws Exception {
        for (String credentials : List.of(KEY, ISSUER.token("ada", 60, "operator"))) {
            JsonObject document = object(get(url, ROUTES)
                    .header("Authorization", "Bearer " + credentials)
                    .answer());
            JsonObject bids = document.getJsonArray("routes").getJsonObject(0);
            assertEquals("/bids/{item}", bids.getString("route"));
            assertEquals(Bids.class.getName(), bids.getString("component"));
            assertEquals(
                    "[\"bids.v2\",\"bids.v1\"]",
                    bids.getJsonArray("subprotocols").toString());
            assertEquals(
                    "[\"https://shop.example:443\"]",
                    bids.getJsonArray("origins").toString());
            assertEquals("[]", bids.getJsonArray("hosts").toString());
            assertEquals(4096, bids.getJsonObject("limits").getInt("message.max-bytes"));
            assertEquals(10, bids.getJsonObject("limits").getInt("message.per-second"));
            assertEquals("close", bids.getJsonObject("limits").getString("outbox.policy"));
        }
    }

    @Test
    @DisplayName("PAR-107 others get 401 or 403, a foreign page 403, another method 405")
    void refusals(@ArquillianResource @OperateOnDeployment("open") URL url) throws Exception {
        for (String path : List.of(ROUTES, STATS)) {
            assertEquals(401, get(url, path).refusal().status());
            HttpAnswer wrong = get(url, path).header("X-API-Key", KEY + "x").refusal();
            assertEquals(401, wrong.status());
            assertTrue(!wrong.toString().contains(KEY), wrong.toString());
            assertEquals(
                    403,
                    get(url, path)
                            .header("Authorization", "Bearer " + ISSUER.token("ada", 60, "editor"))
                            .refusal()
                            .status());
            assertEquals(
                    403,
                    get(url, path)
                            .header("X-API-Key", KEY)
                            .header("Origin", "https://foreign.example")
                            .refusal()
                            .status());
            HttpAnswer post = request(url.toURI(), "POST", path)
                    .header("X-API-Key", KEY)
                    .header("Content-Length", "0")
                    .refusal();
            assertEquals(405, post.status());
            assertEquals(Optional.of("GET, HEAD"), post.header("Allow"));
        }
    }

    @Test
    @DisplayName("PAR-333 figures of open connections by component, and of refused handshakes by status")
    void stats(@ArquillianResource @OperateOnDeployment("open") URL url) throws Exception {
        long refused = refused(url);
        assertEquals(
                403,
                RawSocket.connect(url.toURI())
                        .get("/bids/1")
                        .header("Sec-WebSocket-Protocol", "bids.v1")
                        .header("Origin", "https://foreign.example")
                        .refusal()
                        .status());
        try (RawWebSocket client = RawSocket.connect(url.toURI())
                .get("/bids/1")
                .header("Sec-WebSocket-Protocol", "bids.v1")
                .upgrade()) {
            assertEquals("seven", client.send("seven").receiveText());
            JsonObject sum = object(get(url, STATS).header("X-API-Key", KEY).answer())
                    .getJsonArray("components")
                    .getJsonObject(0);
            assertEquals(
                    "{\"component\":\"" + Bids.class.getName()
                            + "\",\"connections\":1,\"messages-in\":1,\"bytes-in\":5,\"messages-out\":1,\"bytes-out\":5}",
                    sum.toString());
        }
        assertEquals(refused + 1, refused(url));
    }

    private static long refused(URL url) throws Exception {
        JsonObject byStatus =
                object(get(url, STATS).header("X-API-Key", KEY).answer()).getJsonObject("refused-handshakes");
        return byStatus.containsKey("403") ? byStatus.getInt("403") : 0;
    }

    @Test
    @DisplayName("PAR-107 where nobody is configured who may ask, there is nothing")
    void closed(@ArquillianResource @OperateOnDeployment("closed") URL url) throws Exception {
        for (String path : List.of(ROUTES, STATS)) {
            assertEquals(404, get(url, path).header("X-API-Key", KEY).answer().status());
        }
    }
}
