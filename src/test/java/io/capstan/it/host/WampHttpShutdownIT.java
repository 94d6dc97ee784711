package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Procedure;
import io.capstan.it.client.Http;
import io.capstan.it.client.PollSocket;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
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

/** Who reaches the router by HTTP hears of the end of the application. */
@ExtendWith(ArquillianExtension.class)
class WampHttpShutdownIT {
    private static final String STOPPING = "wamp-http-stopping";

    @ArquillianResource
    Deployer deployer;

    /** Never has an answer, but for those who ask how many wait for one. */
    @ApplicationScoped
    public static class Desk {
        private final AtomicInteger waiting = new AtomicInteger();

        @Procedure("shop.wait")
        String sleep() throws InterruptedException {
            waiting.incrementAndGet();
            new CountDownLatch(1).await();
            return "never";
        }

        @Procedure("shop.waiting")
        int waiting() {
            return waiting.get();
        }
    }

    @Deployment(name = STOPPING, testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of(STOPPING, Desk.class),
                "capstan.wamp.bridge.path=/wamp",
                "capstan.wamp.longpoll.path=/wamp/lp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous");
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(STOPPING);
    }

    @Test
    @DisplayName("who polls is told system_shutdown, and who waits for the result of a call gets 503")
    void stop(@ArquillianResource @OperateOnDeployment(STOPPING) URL url) throws Exception {
        URI base = url.toURI();
        PollSocket client = PollSocket.join(base.resolve("wamp/lp/"), Protocol.JSON, "realm1");
        CompletableFuture<HttpResponse<byte[]>> last = client.fetch();
        CompletableFuture<HttpResponse<String>> call = Http.begin(call(base, "shop.wait"));
        Awaitility.await()
                .until(() -> Http.send(call(base, "shop.waiting")).body().contains("[1]"));
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> !last.isDone() && !call.isDone());

        deployer.undeploy(STOPPING);

        WampMessage message = client.read(last.get(30, TimeUnit.SECONDS)).get(0);
        assertEquals("wamp.close.system_shutdown", ((WampMessage.Goodbye) message).reason());
        assertEquals(503, call.get(30, TimeUnit.SECONDS).statusCode());
    }

    private static HttpRequest call(URI base, String procedure) {
        return Http.post(base.resolve("wamp/realm1/call"), "{\"procedure\":\"" + procedure + "\"}");
    }
}
