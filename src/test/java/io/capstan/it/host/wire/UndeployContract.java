package io.capstan.it.host.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.wire.app.Mix;
import io.capstan.it.host.wire.app.Restless;
import io.capstan.it.host.wire.app.Sample;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application is taken away while many of its threads publish. Another one stays, and tells which threads there are. */
@ExtendWith(ArquillianExtension.class)
abstract class UndeployContract {
    static final String RESTLESS = "restless";
    static final String WITNESS = "witness";

    /** What the clients still have to read takes less on a busy machine too, which has publishers and readers share two cores. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** So does the end of each connection, which with the default of three seconds was cut off behind other frames. */
    private static final Duration CLOSE = LIMIT.minusSeconds(10);

    @ArquillianResource
    Deployer deployer;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CheckingClient> clients = new ArrayList<>();

    /** The one that goes. */
    static WebArchive restless(String name, String wire) {
        return Wars.withConfiguration(
                Wars.of(name, Restless.class, Mix.class, Sample.class),
                "capstan.wire=" + wire,
                "capstan.close.timeout=" + CLOSE,
                "capstan.shutdown.timeout=" + LIMIT);
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(RESTLESS);
    }

    @AfterEach
    void stop() {
        clients.forEach(CheckingClient::close);
        threads.shutdownNow();
    }

    @Test
    @DisplayName(
            "PAR-122 PAR-174 undeployed while 4 threads publish: 1001 behind whole frames, in time, no thread stays")
    void whilePublishing(
            @ArquillianResource @OperateOnDeployment(RESTLESS) URL base,
            @ArquillianResource @OperateOnDeployment(WITNESS) URL witness)
            throws Exception {
        List<Future<RawFrame>> ends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CheckingClient client = new CheckingClient(
                    "restless" + i,
                    RawSocket.connect(base.toURI(), i < 3 ? 0 : 64 * 1024)
                            .timeout(LIMIT)
                            .get("/restless")
                            .upgrade(),
                    Mix.MIXED);
            clients.add(client.mayMiss());
            client.socket().send("go");
        }
        for (CheckingClient client : clients) {
            client.readMessages(200);
            ends.add(threads.submit(client::readClose));
        }

        assertFalse(threadsOf(base, witness.toURI()).isEmpty(), "the witness sees the threads");

        long before = System.nanoTime();
        deployer.undeploy(RESTLESS);
        Duration taken = Duration.ofNanos(System.nanoTime() - before);

        for (Future<RawFrame> end : ends) {
            assertEquals(1001, end.get(60, TimeUnit.SECONDS).closeCode());
        }
        assertTrue(taken.compareTo(LIMIT) < 0, "all clients read and answer, but it took " + taken);
        Awaitility.await().untilAsserted(() -> assertEquals(List.of(), threadsOf(base, witness.toURI())));
    }

    /** The threads of its own, and those that still work for it. */
    private static List<String> threadsOf(URL application, URI witness) {
        String name = application.getPath().replace("/", "");
        return new Control(witness)
                .ask("threads")
                .lines()
                .filter(line -> line.startsWith(Restless.THREAD) || line.contains(name))
                .toList();
    }
}
