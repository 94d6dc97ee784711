package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.HandshakeInterceptor;
import io.capstan.HandshakeInterceptor.HandshakeAttempt;
import io.capstan.HandshakeInterceptor.Intercepts;
import io.capstan.MessageComponent;
import io.capstan.RefusedHandshake;
import io.capstan.RefusedHandshake.Refused;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans of the application have a say in the handshake. */
@ExtendWith(ArquillianExtension.class)
class InterceptorIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Says what it began with. */
    @Route("/house/{name}")
    public static class House implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            journal.add(connection.variable("name") + " opened");
            connection.send(String.valueOf(connection.attributes().get("greeting")));
        }
    }

    /** Asked first, everywhere. */
    @ApplicationScoped
    @Priority(1)
    public static class Greeter implements HandshakeInterceptor {
        @Override
        public void intercept(HandshakeAttempt attempt) {
            attempt.attribute("greeting", "hello " + attempt.handshake().variable("name"));
            attempt.header("X-House", "blue");
            attempt.cookie("visited", "yes", "Path=/");
        }
    }

    /** Asked second, at one path. */
    @ApplicationScoped
    @Priority(2)
    @Intercepts("/house/locked")
    public static class Lock implements HandshakeInterceptor {
        @Override
        public void intercept(HandshakeAttempt attempt) {
            attempt.refuse(423, Map.of("Content-Type", "text/plain", "X-Key", "under the mat"), "locked");
        }
    }

    /** Fails, at one path. */
    @ApplicationScoped
    @Priority(3)
    @Intercepts("/house/haunted")
    public static class Ghost implements HandshakeInterceptor {
        @Override
        public void intercept(HandshakeAttempt attempt) {
            throw new IllegalStateException("secret of the ghost");
        }
    }

    /** Hears of refusals. */
    @ApplicationScoped
    public static class Porter {
        @Inject
        Journal journal;

        void refused(@Observes @Refused RefusedHandshake refused) {
            journal.add("porter " + refused.route().orElse("-") + " " + refused.status());
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("interceptors", House.class, Greeter.class, Lock.class, Ghost.class, Porter.class)
                .addClasses(Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @Test
    @DisplayName("PAR-030 PAR-031 an interceptor adds attributes for the component, and headers and cookies to the 101")
    void additions() {
        try (RawWebSocket client = RawSocket.connect(base).get("/house/ada").upgrade()) {
            assertEquals("hello ada", client.receiveText());
            assertEquals(List.of("blue"), client.answer().headers("X-House"));
            assertTrue(
                    client.answer().headers("Set-Cookie").contains("visited=yes; Path=/"),
                    client.answer().toString());
        }
    }

    @Test
    @DisplayName("PAR-030 PAR-033 an interceptor refuses with any status, headers and body, and no component runs")
    void refusal() {
        HttpAnswer answer = RawSocket.connect(base).get("/house/locked").answer();
        assertEquals(423, answer.status());
        assertEquals("locked", answer.body());
        assertEquals(List.of("under the mat"), answer.headers("X-Key"));
        assertEquals(List.of(), control.journal("locked"));
        assertTrue(control.journal("porter").contains("/house/{name} 423"), "the observer was told");
    }

    @Test
    @DisplayName("PAR-032 NOT-19 an interceptor that throws gives 500 with none of its text, and hurts nobody else")
    void failure() {
        try (RawWebSocket bystander = RawSocket.connect(base).get("/house/ada").upgrade()) {
            HttpAnswer answer = RawSocket.connect(base).get("/house/haunted").answer();
            assertEquals(500, answer.status());
            assertFalse(answer.body().contains("ghost"), answer.body());
            bystander.pingPong("still here");
        }
        assertEquals(List.of(), control.journal("haunted"));
    }
}
