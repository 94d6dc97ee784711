package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of WAMP hear of the end of the application. */
@ExtendWith(ArquillianExtension.class)
class WampShutdownIT {
    private static final String STOPPING = "wamp-stopping";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = STOPPING, testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of(STOPPING),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous");
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(STOPPING);
    }

    @Test
    @DisplayName("all are told system_shutdown, have a second to answer, and are closed with 1001")
    void stop(@ArquillianResource @OperateOnDeployment(STOPPING) URL base) throws Exception {
        URI route = base.toURI().resolve("wamp");
        WampSocket polite = WampSocket.join(route, Protocol.JSON, "realm1");
        WampSocket silent = WampSocket.join(route, Protocol.MSGPACK, "realm1");
        CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
            String reason = polite.await(WampMessage.Goodbye.class).reason();
            polite.send(6, Map.of(), "wamp.close.goodbye_and_out");
            return reason + " " + polite.awaitClose().code();
        });
        long begun = System.nanoTime();

        deployer.undeploy(STOPPING);

        assertEquals("wamp.close.system_shutdown 1001", heard.get());
        assertEquals(
                "wamp.close.system_shutdown",
                silent.await(WampMessage.Goodbye.class).reason());
        assertEquals(1001, silent.awaitClose().code());
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(taken.compareTo(Duration.ofMillis(900)) > 0, () -> "no time to answer: " + taken);
    }
}
