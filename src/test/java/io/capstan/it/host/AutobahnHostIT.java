package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.client.Autobahn;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** All cases of Autobahn, once through each wire of Capstan and once on the bare engine of the same host. Takes a minute or more. */
@Tag("autobahn")
@ExtendWith(ArquillianExtension.class)
@DisplayName("Autobahn's fuzzing client")
class AutobahnHostIT {

    /** An echo as a user of Capstan writes it. */
    @Route("/echo")
    public static class Echo implements MessageComponent {

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }
    }

    /** An echo as a user of the host alone writes it. */
    @ServerEndpoint("/echo")
    public static class BareEcho {

        @OnMessage
        public void text(Session session, String text) {
            session.getAsyncRemote().sendText(text);
        }

        @OnMessage
        public void binary(Session session, ByteBuffer binary) {
            session.getAsyncRemote().sendBinary(binary);
        }
    }

    @Deployment(name = "capstan", testable = false)
    static Archive<?> capstan() {
        return Wars.of("autobahn", Echo.class);
    }

    @Deployment(name = "portable", testable = false)
    static Archive<?> portable() {
        return Wars.withConfiguration(Wars.of("autobahn-portable", Echo.class), "capstan.wire=portable");
    }

    @Deployment(name = "bare", testable = false)
    static Archive<?> bare() {
        return Wars.plain("autobahn-bare", BareEcho.class);
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    @DisplayName("PAR-175 none of 247 cases fails on either wire, and no more are not strict than on the bare engine")
    void everyCaseAsGoodAsTheBareEngine(
            @OperateOnDeployment("capstan") @ArquillianResource URL capstan,
            @OperateOnDeployment("portable") @ArquillianResource URL portable,
            @OperateOnDeployment("bare") @ArquillianResource URL bare)
            throws Exception {
        Autobahn.Report engine = run(bare.toURI(), "bare-");
        assertAsGood(run(capstan.toURI(), "capstan-"), engine);
        assertAsGood(run(portable.toURI(), "portable-"), engine);
    }

    private static void assertAsGood(Autobahn.Report ours, Autobahn.Report engine) {
        String both = ours + "\n" + engine;
        assertEquals(Autobahn.CASES, ours.cases().size(), both);
        assertTrue(ours.failed().isEmpty(), both);
        assertEquals(Set.of(), ours.lessStrictThan(engine), both);
    }

    private static Autobahn.Report run(URI base, String prefix) {
        String agent = prefix + Host.current().name().toLowerCase(Locale.ROOT);
        return Autobahn.run(base.resolve("echo"), agent, Path.of("target", "autobahn", agent));
    }
}
