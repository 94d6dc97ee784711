package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.SessionServlet;
import io.capstan.it.host.app.Web;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The HTTP session of a browser and its WebSockets. */
@ExtendWith(ArquillianExtension.class)
class HttpSessionIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** Says what is in the HTTP session, and puts something there. */
    @Route({"/live/{name}", "/second/{name}"})
    public static class Live implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.startsWith("set ")) {
                connection.httpSession().orElseThrow().setAttribute("value", text.substring(4));
            }
            connection.send(connection
                    .httpSession()
                    .map(session -> String.valueOf(session.getAttribute("value")))
                    .orElse("no session"));
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " " + close.code() + " "
                    + connection.httpSession().isPresent());
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("sessions", Live.class, Journal.class, ControlServlet.class, SessionServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName(
            "PAR-079 a change made by a servlet after the handshake is seen at the next message, and the other way")
    void live() {
        Web web = Web.withSession(base);
        try (RawWebSocket client = web.request("/live/a").upgrade()) {
            assertEquals("null", client.send("get").receiveText());
            web.session("set", "red");
            assertEquals("red", client.send("get").receiveText());
            assertEquals("blue", client.send("set blue").receiveText());
            assertEquals("blue", web.session("get", ""));
        }
    }

    @Test
    @DisplayName("PAR-080 without an HTTP session there is none, nothing fails, and none is made")
    void none() {
        try (RawWebSocket client = Web.without(base).request("/live/b").upgrade()) {
            assertEquals("no session", client.send("get").receiveText());
        }
        var answer = Web.without(base).request("/live/b").answer();
        assertEquals(101, answer.status());
        assertFalse(answer.header("Set-Cookie").isPresent(), answer.toString());
    }

    @Test
    @DisplayName("PAR-081 when the HTTP session ends, all its sockets close with 4401, and nobody else's")
    void ended() {
        Web web = Web.withSession(base);
        Web other = Web.withSession(base);
        try (RawWebSocket first = web.request("/live/ended").upgrade();
                RawWebSocket second = web.request("/second/ended").upgrade();
                RawWebSocket stranger = other.request("/live/stranger").upgrade()) {
            first.pingPong("1");
            second.pingPong("2");
            web.session("end", "");
            assertEquals("HTTP session ended", first.expectClose(4401).closeReason());
            second.expectClose(4401);
            assertEquals("null", stranger.send("get").receiveText());
        }
        new Control(base).awaitJournal("ended", "4401 false", "4401 false");
    }

    @Test
    @DisplayName("PAR-081 a session that goes on under another id, as after a login, still ends its sockets")
    void renamed() {
        Web web = Web.withSession(base);
        try (RawWebSocket before = web.request("/live/renamed").upgrade()) {
            before.pingPong("1");
            web.session("rename", "");
            web.session("set", "kept");
            assertEquals("kept", before.send("get").receiveText());
            try (RawWebSocket after = web.request("/live/renamed").upgrade()) {
                after.pingPong("2");
                web.session("end", "");
                before.expectClose(4401);
                after.expectClose(4401);
            }
        }
    }
}
