package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Concurrent;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.QueryParam;
import io.capstan.Route;
import io.capstan.WiringException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A component in memory, of any style,")
public class ComponentTesterStylesTest {
    @Route(value = "/shop/{item}", subprotocols = "shop.v2")
    @RolesAllowed("customer")
    public static class Shop {
        public record Order(int pieces) {}

        @OnOpen
        String open(@PathParam("item") String item, @QueryParam("lang") List<String> languages, Connection connection) {
            return item + " " + languages + " "
                    + connection.handshake().header("x-version").orElse("") + " "
                    + connection.handshake().cookie("basket").orElse("") + " "
                    + connection.attributes();
        }

        @OnMessage
        @Concurrent
        public Order order(Order order) {
            return new Order(order.pieces() + 1);
        }

        @OnMessage
        @RolesAllowed("admin")
        String close(ByteBuffer binary) {
            return "closed";
        }
    }

    @Test
    @DisplayName(
            "in the annotated style gets variables, query, headers, cookies, attributes and roles, and answers in JSON")
    void annotatedStyle() {
        try (ComponentTester<Shop> shop = ComponentTester.of(new Shop())) {
            FakeHandshake handshake = shop.request("/shop/blue%20pen?lang=sv&lang=en")
                    .header("X-Version", "3")
                    .cookie("basket", "b7")
                    .subprotocols("shop.v3", "shop.v2")
                    .caller(Caller.of("ada", "customer"))
                    .attribute("site", "se");
            FakeConnection ada = handshake.connect();
            assertEquals("shop.v2", ada.connection().subprotocol().orElseThrow());
            ada.sendText("{\"pieces\":2}");
            assertEquals(List.of("blue pen [sv, en] 3 b7 {site=se}", "{\"pieces\":3}"), ada.received());
            ada.sendBinary((byte) 1);
            assertEquals(List.of(), shop.errors(), "refused, not failed");
            assertEquals(4403, ada.closeInfo().orElseThrow().code());
        }
    }

    @Test
    @DisplayName("is not reached where the gate would refuse: 404, 426, 401, 403")
    void refused() {
        try (ComponentTester<Shop> shop = ComponentTester.of(new Shop())) {
            assertEquals(404, status(shop.request("/shop")));
            assertEquals(404, status(shop.request("/shop//pen")));
            assertEquals(426, status(shop.request("/shop/pen").subprotocols("shop.v1")));
            assertEquals(401, status(shop.request("/shop/pen").subprotocols("shop.v2")));
            assertEquals(
                    403,
                    status(shop.request("/shop/pen").subprotocols("shop.v2").caller(Caller.of("eve", "visitor"))));
        }
    }

    private static int status(FakeHandshake handshake) {
        return assertThrows(HandshakeRefusedException.class, handshake::connect).status();
    }

    static class Wrong {
        @OnMessage
        void take(String text, @PathParam("room") String room) {}
    }

    @Test
    @DisplayName("that could not be deployed says so at once, and so does a setting that has no effect")
    void wiring() {
        WiringException wrong = assertThrows(WiringException.class, () -> ComponentTester.of(new Wrong()));
        assertTrue(wrong.getMessage().contains("has no variable 'room'"), wrong.getMessage());
        WiringException unused = assertThrows(
                WiringException.class, () -> ComponentTester.builder(connections -> new ComponentTesterTest.Chat())
                        .setting("capstan.outbox.message", "1")
                        .start());
        assertTrue(unused.getMessage().contains("capstan.outbox.message has no effect here"), unused.getMessage());
        try (ComponentTester<Wrong> mounted = ComponentTester.builder(connections -> new Wrong())
                .route("/rooms/{room}")
                .start()) {
            assertEquals("blue", mounted.connect("/rooms/blue").connection().variable("room"));
        }
    }

    static class Told {
        final Connections connections;

        Told(Connections connections) {
            this.connections = connections;
        }

        @OnMessage
        int count(String text) {
            return connections.size();
        }
    }

    @Test
    @DisplayName("may take its connections by its constructor, and live at any path if its class names none")
    void constructor() {
        try (ComponentTester<Told> told = ComponentTester.builder(Told::new).start()) {
            assertSame(told.component(), told.component());
            told.connect("/anywhere");
            assertEquals(List.of("2"), told.connect("/").sendText("?").received());
        }
    }

    @Route("/stream")
    static class Streamer implements MessageComponent {
        @Override
        public void onMessage(Connection connection, Reader text) throws IOException {
            char[] buffer = new char[100];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                connection.send("part " + new String(buffer, 0, read));
            }
            connection.send(new StringReader("streamed ".repeat(5_000)));
        }
    }

    @Test
    @DisplayName("that reads a stream gets each part while the next one has not come")
    void streams() {
        try (ComponentTester<Streamer> streamer = ComponentTester.of(new Streamer())) {
            FakeConnection ada = streamer.connect("/stream");
            ada.send(RawFrame.text("one").more());
            assertEquals(List.of("part one"), ada.received());
            ada.send(RawFrame.continuation("two").more(), RawFrame.continuation("three"));
            assertEquals(List.of("part one", "part two", "part three", "streamed ".repeat(5_000)), ada.received());
            ada.send(RawFrame.text("lost").more());
            ada.drop();
            assertEquals(List.of(), streamer.errors(), "a message that breaks off is no failure");
        }
    }
}
