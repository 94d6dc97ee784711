package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Push;
import io.capstan.Route;
import io.capstan.it.client.Issuer;
import io.capstan.it.container.Wars;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is pushed to, and how a backend asks for it. */
@ExtendWith(ArquillianExtension.class)
abstract class PushApplication {
    static final Issuer ISSUER = new Issuer();
    static final String KEY = "an-old-key-for-tests-1";
    static final String NEXT_KEY = "the-next-key-for-tests";
    static final String TYPE = "application/json";
    static final String LINES = "application/x-ndjson";

    @ArquillianResource
    URL url;

    URI base;

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

    static Archive<?> application(String name) {
        return Wars.withConfiguration(
                Wars.withTokens(Wars.of(name, Room.class, Greedy.class)),
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
    record Device(RawWebSocket client, String id) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    Device device(RawRequest request) {
        RawWebSocket client = request.upgrade();
        String first = client.receiveText();
        assertTrue(first.matches("\\{\"action\":\"setDeviceId\",\"data\":\\{\"device_id\":\"[^\"]{7,}\"}}"), first);
        return new Device(client, first.replaceFirst(".*\"device_id\":\"([^\"]+)\".*", "$1"));
    }

    Device device() {
        return device(RawSocket.connect(base).get("/devices"));
    }

    RawRequest request(String method, String type, String body) {
        RawRequest request = RawSocket.connect(base)
                .request(method, base.getPath() + "capstan/push")
                .plain()
                .header("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
                .body(body);
        return type.isEmpty() ? request : request.header("Content-Type", type);
    }

    RawRequest post(String type, String body) {
        return request("POST", type, body).header("X-API-Key", KEY);
    }

    HttpAnswer push(String body) {
        HttpAnswer answer = post(TYPE, body).answer();
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(Optional.of("application/json"), answer.header("Content-Type"));
        return answer;
    }

    static String accepted(int receivers) {
        return "{\"status\":\"accepted\",\"receivers\":" + receivers + "}";
    }

    static void assertProblem(int status, String detail, HttpAnswer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"status\":" + status + ","), answer.body());
        assertTrue(answer.body().contains(detail), answer.body());
    }

    static String send(Device device, String data) {
        return "{\"action\":\"sendToDevice\",\"device\":\"" + device.id() + "\",\"data\":" + data + "}";
    }

    static String subscribe(String action, Device device, String channel) {
        return "{\"action\":\"" + action + "\",\"device\":\"" + device.id() + "\",\"channel\":\"" + channel + "\"}";
    }

    static String publish(String channel, String data) {
        return "{\"action\":\"sendToChannel\",\"channel\":\"" + channel + "\",\"data\":" + data + "}";
    }
}
