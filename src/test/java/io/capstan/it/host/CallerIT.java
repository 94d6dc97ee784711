package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.UsersServlet;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is calling: the first message, roles, new tokens, and the end of a token, the same on every server. */
@ExtendWith(ArquillianExtension.class)
class CallerIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** A bean that components call. */
    @ApplicationScoped
    public static class Porter {
        @Inject
        Caller caller;

        public String who() {
            return (caller.isAnonymous() ? "nobody" : caller.name()) + new TreeSet<>(caller.roles());
        }
    }

    /** Says who is calling, in each callback. */
    @Route("/first/{name}")
    public static class First implements MessageComponent {
        @Inject
        Porter porter;

        @Inject
        Caller caller;

        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            journal.add(connection.variable("name") + " open " + porter.who());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            boolean same = caller.name().equals(connection.caller().name()) && caller.equals(connection.caller());
            connection.send(text + " " + porter.who() + " " + same);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " close " + porter.who() + " " + close.code());
        }
    }

    /** For editors. */
    @RolesAllowed("editor")
    public abstract static class ForEditors implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }
    }

    /** For editors, as its superclass says. */
    @Route("/editors")
    public static class Editors extends ForEditors {}

    /** For editors, who tell so by their first message. */
    @Route("/late")
    public static class Late extends ForEditors {}

    /** For nobody. */
    @DenyAll
    @Route("/nobody")
    public static class Nobody extends ForEditors {}

    /** For editors; the others are told by a message. */
    @Route("/told")
    public static class Told extends ForEditors {}

    /** Text is for editors, binary for everybody; errors are written down. */
    public abstract static class Mixed implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        @RolesAllowed("editor")
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        @PermitAll
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            journal.add("mixed " + (error instanceof SecurityException));
        }
    }

    /** Everybody may connect. */
    @Route("/mixed")
    public static class Open extends Mixed {}

    /** Is checked again at each message. */
    @Route("/rechecked")
    public static class Rechecked implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }
    }

    /** In the card style. */
    @ServerEndpoint(value = "/card", configurator = GateConfigurator.class)
    @RolesAllowed("editor")
    public static class Card extends ComponentEndpoint {
        @Inject
        Open component;

        @Override
        protected MessageComponent component() {
            return component;
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("callers", First.class, ForEditors.class, Editors.class, Late.class, Nobody.class)
                        .addClasses(Told.class, Mixed.class, Open.class, Rechecked.class, Card.class, Porter.class)
                        .addClasses(Gatekeeper.class, Journal.class, ControlServlet.class, UsersServlet.class),
                "capstan.token.deadline=4s",
                "capstan.route.First.token.first-message=true",
                "capstan.route.First.token.in-band=true",
                "capstan.route.Late.token.first-message=true",
                "capstan.route.Open.token.first-message=true",
                "capstan.route.Rechecked.token.first-message=true",
                "capstan.route.Rechecked.token.recheck=true",
                "capstan.route.Told.token.on-failure=message");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).timeout(Duration.ofSeconds(30)).get(path).upgrade();
    }

    private static RawFrame auth(String token) {
        return RawFrame.text("{\"action\":\"auth\",\"data\":{\"token\":\"" + token + "\"}}");
    }

    private static String refresh(String token, int id) {
        return "{\"action\":\"auth.refresh\",\"data\":{\"token\":\"" + token + "\"},\"id\":" + id + "}";
    }

    private RawWebSocket open(String path, String token) {
        RawWebSocket client = open(path);
        client.send(auth(token));
        assertEquals("{\"action\":\"auth\",\"data\":{}}", client.receiveText());
        return client;
    }

    @Test
    @DisplayName("PAR-071 PAR-085 the first message says who calls, and then every callback and every bean knows")
    void firstMessage() {
        try (RawWebSocket client = open("/first/known", "test/ada/editor,clerk/0")) {
            assertEquals("hi ada[clerk, editor] true", client.send("hi").receiveText());
            client.closeAndAwait(1000, "");
        }
        control.awaitJournal("known", "open ada[clerk, editor]", "close ada[clerk, editor] 1000");
    }

    @Test
    @DisplayName(
            "PAR-085 who is silent closes with 4408, who says something else with 4401, and no component hears of it")
    void noFirstMessage() {
        control.awaitSize(0); // those of other tests have gone
        try (RawWebSocket silent = open("/first/silent");
                RawWebSocket wrong = open("/first/silent");
                RawWebSocket binary = open("/first/silent");
                RawWebSocket talking = open("/first/silent")) {
            assertEquals("0", control.ask("size"), "nobody sees connections that have not authenticated");
            wrong.send(auth("test/ada")).expectClose(4401);
            binary.send(RawFrame.binary((byte) 1)).expectClose(4401);
            talking.send("hello").expectClose(4401);
            silent.expectClose(4408);
        }
        assertEquals(java.util.List.of(), control.journal("silent"));
    }

    @Test
    @DisplayName("PAR-084 a token that expires closes with 4401")
    void expiry() {
        try (RawWebSocket client = open("/first/expired")) {
            client.send(auth("test/eve//5")).receiveText();
            assertEquals("hi eve[] true", client.send("hi").receiveText());
            assertEquals("Token expired", client.expectClose(4401).closeReason());
        }
        control.awaitJournal("expired", "open eve[]", "close eve[] 4401");
    }

    @Test
    @DisplayName(
            "PAR-084 a new token in band lets it go on, with new roles; one of somebody else, or a wrong one, does not")
    void refreshed() {
        try (RawWebSocket client = open("/first/fresh")) {
            client.send(auth("test/kim//6")).receiveText();
            assertEquals(
                    "{\"action\":\"error\",\"data\":{\"message\":\"This is the token of another caller.\",\"code\":\"invalid-token\"},\"id\":7}",
                    client.send(refresh("test/ada//60", 7)).receiveText());
            assertEquals(
                    "{\"action\":\"error\",\"data\":{\"message\":\"A test token has four parts.\",\"code\":\"invalid-token\"},\"id\":8}",
                    client.send(refresh("test/kim", 8)).receiveText());
            String answer = client.send(refresh("test/kim/clerk/60", 9)).receiveText();
            assertTrue(
                    answer.matches("\\{\"action\":\"auth.refresh\",\"data\":\\{\"expires\":\"20.*Z\"},\"id\":9}"),
                    answer);
            assertEquals("hi kim[clerk] true", client.send("hi").receiveText());
            try (RawWebSocket other = open("/first/fresh")) {
                other.send(auth("test/kim//6")).receiveText();
                other.expectClose(4401); // longer than the first token of the other one would have lasted
            }
            assertEquals("still kim[clerk] true", client.send("still").receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-073 @RolesAllowed on a class, or inherited, refuses an anonymous handshake with 401, @DenyAll with 403")
    void classes() {
        for (String path : new String[] {"/editors", "/card"}) {
            HttpAnswer answer = RawSocket.connect(base).get(path).answer();
            assertEquals(401, answer.status(), path);
            assertEquals("Bearer", answer.header("WWW-Authenticate").orElse("none"));
        }
        assertEquals(403, RawSocket.connect(base).get("/nobody").answer().status());
    }

    @Test
    @DisplayName("PAR-073 the roles of a first message count: 4403 without the role")
    void lateRoles() {
        try (RawWebSocket editor = open("/late", "test/ada/editor/0");
                RawWebSocket reader = open("/late")) {
            assertEquals("x", editor.send("x").receiveText());
            reader.send(auth("test/bob/reader/0")).expectClose(4403);
        }
    }

    @Test
    @DisplayName("PAR-082 a method's own roles refuse the message with 4403, and the component hears of it in onError")
    void methods() {
        try (RawWebSocket editor = open("/mixed", "test/ada/editor/0");
                RawWebSocket reader = open("/mixed", "test/bob/reader/0")) {
            assertEquals("x", editor.send("x").receiveText());
            reader.send(RawFrame.binary((byte) 5));
            assertEquals(5, reader.receiveBinary()[0]);
            assertEquals("Not allowed", reader.send("x").expectClose(4403).closeReason());
        }
        control.awaitJournal("mixed", "true");
    }

    @Test
    @DisplayName("PAR-074 where a failure is told by a message, the client gets 101, fatalError and 4401")
    void told() {
        try (RawWebSocket client = open("/told")) {
            assertEquals(
                    "{\"action\":\"fatalError\",\"data\":{\"message\":\"Invalid request\"}}", client.receiveText());
            client.expectClose(4401);
        }
    }

    @Test
    @DisplayName("PAR-083 a caller who is deleted gets fatalError and 4401 at its next message")
    void rechecked() {
        try (RawWebSocket stays = open("/rechecked", "test/stays//0");
                RawWebSocket goes = open("/rechecked", "test/goes//0")) {
            assertEquals("1", goes.send("1").receiveText());
            control.get("users?do=delete&name=goes");
            assertEquals(
                    "{\"action\":\"fatalError\",\"data\":{\"message\":\"Not authenticated any more\"}}",
                    goes.send("2").receiveText());
            goes.expectClose(4401);
            assertEquals("2", stays.send("2").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-086 all connections of one user are found, reached and closed, and those of nobody else")
    void users() {
        control.awaitSize(0); // those of other tests have gone
        try (RawWebSocket one = open("/late", "test/uma/editor/0");
                RawWebSocket two = open("/first/uma", "test/uma//0");
                RawWebSocket other = open("/late", "test/vic/editor/0")) {
            control.awaitSize(3); // clients are told that they are known a moment before all others are
            assertEquals("true", control.get("users?do=online&name=uma").body());
            assertEquals("2", control.get("users?do=tell&name=uma").body());
            assertEquals("for uma", one.receiveText());
            assertEquals("for uma", two.receiveText());
            assertEquals("2", control.get("users?do=disconnect&name=uma").body());
            one.expectClose(4401);
            two.expectClose(4401);
            assertEquals("x", other.send("x").receiveText());
            Awaitility.await()
                    .untilAsserted(() ->
                            assertEquals("vic", control.get("users?do=names").body()));
            assertEquals("false", control.get("users?do=online&name=uma").body());
        }
    }
}
