package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.HeapServlet;
import io.capstan.it.host.app.Transient;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is taken away is gone. Another one, without Capstan, stays and looks into the heap. */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {
    private static final int REDEPLOYS = 20;

    /** WildFly keeps the last applications it had to do with, also such without Capstan; more of them are a leak. */
    private static final int KEPT = Host.current() == Host.WILDFLY ? 2 : 0;

    /** There is one instance for each application that is still in memory. */
    private static final String WITNESS = "io.capstan.wire.ConnectionRegistry";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "comings", testable = false, managed = false)
    static Archive<?> comings() {
        return Wars.of("comings", Transient.class, Transient.Baggage.class, Transient.Luggage.class);
    }

    @Deployment(name = "lookout", testable = false)
    static Archive<?> lookout() {
        return Wars.plain("lookout", HeapServlet.class);
    }

    @Test
    @DisplayName("PAR-341 after 20 redeploys with open connections, no application is left in memory")
    void redeploy(@ArquillianResource @OperateOnDeployment("lookout") URL lookout) throws Exception {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server runs one application, and ends with it");
        URI application = URI.create(lookout.toString().replace("lookout", "comings"));
        for (int i = 0; i < REDEPLOYS; i++) {
            deployer.deploy("comings");
            try (RawWebSocket client =
                    RawSocket.connect(application).get("/transient").upgrade()) {
                assertEquals("[\"x\",1]", client.send("x").receiveText());
                if (i == 0) {
                    assertTrue(applications(lookout) > 0, "the running one is seen");
                }
                deployer.undeploy("comings");
                client.receiveClose();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertGone(applications(lookout)));
    }

    private static void assertGone(int applications) {
        assertTrue(applications <= KEPT, applications + " applications are in memory");
    }

    private static int applications(URL lookout) throws Exception {
        String classes = URLEncoder.encode(Pattern.quote(WITNESS), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(lookout.toURI().resolve("heap?classes=" + classes))
                .build();
        String lines = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return lines.lines()
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .sum();
    }
}
