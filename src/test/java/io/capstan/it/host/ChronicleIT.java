package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.Publication;
import io.capstan.Route;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Failures;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A history that outlives the application: one story in several acts, between which that is undeployed and deployed again. It is in
 * the server's default data source; on the embedded server, which has none, in a file of H2.
 */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class ChronicleIT {
    private static final String CHRONICLE = "chronicle";
    private static final String ROLE = "anonymous";

    /** What clients remember from one act to the next. */
    private static String epoch = "";

    private static long forSome;

    @ArquillianResource
    Deployer deployer;

    /** Tells what is kept, and publishes. */
    @Route("/scribe")
    public static class Scribe implements MessageComponent {
        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.equals("read")) {
                connection.send(channels.channel("kept.news").history(100).stream()
                        .map(Scribe::line)
                        .collect(Collectors.joining(" ")));
            } else {
                channels.channel("kept.news").publish(text);
                connection.send("published");
            }
        }

        private static String line(Publication publication) {
            return publication.position().orElseThrow().offset() + ":" + ((Message.Text) publication.message()).text();
        }
    }

    @Deployment(name = CHRONICLE, testable = false, managed = false)
    static Archive<?> chronicle() {
        return war(CHRONICLE);
    }

    @Deployment(name = "other", testable = false, managed = false)
    static Archive<?> other() {
        return war("other");
    }

    private static Archive<?> war(String name) {
        Stream<String> place = Host.current() == Host.EMBEDDED
                ? Stream.of("capstan.channels.history.url=jdbc:h2:file:" + emptyDirectory())
                : Stream.of();
        Stream<String> lines = Stream.of(
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous",
                "capstan.channels.route=/channels",
                "capstan.channels.history.prefix=chronicle_",
                "capstan.channels.rule.kept.pattern=kept.**",
                "capstan.channels.rule.kept.subscribe=everyone",
                "capstan.channels.rule.kept.publish=everyone",
                "capstan.channels.rule.kept.history=everyone",
                "capstan.channels.rule.kept.history.size=100",
                "capstan.channels.rule.kept.history.store=true");
        return Wars.withConfiguration(
                Wars.of(name, Scribe.class), Stream.concat(lines, place).toArray(String[]::new));
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("capstan-chronicle").resolve("channels");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(CHRONICLE);
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy(CHRONICLE);
    }

    private static RawWebSocket open(URL base, String path) {
        return RawSocket.connect(URI.create(base.toString())).get(path).upgrade();
    }

    private static String subscribe(RawWebSocket client, String more) {
        return client.send(json("{'action':'channel.subscribe','data':{'channel':'kept.news'" + more + "},'id':1}"))
                .receiveText();
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static WampSocket join(URL base) {
        return WampSocket.join(URI.create(base.toString()).resolve("wamp"), Protocol.CBOR, "realm1");
    }

    @Test
    @Order(1)
    @DisplayName("a history that outlives the application, first act: it is published to")
    void begin(@ArquillianResource @OperateOnDeployment(CHRONICLE) URL base) {
        try (RawWebSocket client = open(base, "/channels");
                RawWebSocket scribe = open(base, "/scribe");
                WampSocket wamp = join(base)) {
            String answer = subscribe(client, "");
            epoch = answer.replaceFirst(".*\"epoch\":\"([^\"]+)\".*", "$1");
            assertEquals("published", scribe.send("one").receiveText());
            assertTrue(client.receiveText().contains(json("'offset':1,'data':'one'")));
            client.reset(); // it misses all that comes
            assertEquals("published", scribe.send("two").receiveText());
            wamp.send(16, 1, Map.of("acknowledge", true), "kept.news", List.of("three"));
            wamp.await(WampMessage.Published.class);
            wamp.send(16, 2, Map.of("acknowledge", true, "eligible_authrole", List.of(ROLE)), "kept.some", List.of(4));
            forSome = wamp.await(WampMessage.Published.class).publication();
            wamp.send(16, 3, Map.of("acknowledge", true, "exclude_authrole", List.of(ROLE)), "kept.some", List.of(5));
            wamp.await(WampMessage.Published.class);
            assertEquals("1:one 2:two 3:three", scribe.send("read").receiveText());
        }
    }

    @Test
    @Order(2)
    @DisplayName("second act: beans, action clients and clients of WAMP find it, and who comes back has recovered")
    void goOn(@ArquillianResource @OperateOnDeployment(CHRONICLE) URL base) {
        try (RawWebSocket client = open(base, "/channels");
                RawWebSocket scribe = open(base, "/scribe");
                WampSocket wamp = join(base)) {
            assertEquals("1:one 2:two 3:three", scribe.send("read").receiveText());
            String answer = subscribe(client, ",'since':{'epoch':'" + epoch + "','offset':1}");
            assertTrue(answer.contains(json("'recovered':true")), answer);
            assertTrue(answer.contains(json("{'offset':2,'data':'two'},{'offset':3,'data':'three'}")), answer);
            assertEquals("published", scribe.send("four").receiveText());
            assertTrue(client.receiveText().contains(json("'offset':4,'data':'four'")));
            wamp.send(32, 1, Map.of(), "kept.some");
            long subscription = wamp.await(WampMessage.Subscribed.class).subscription();
            wamp.send(48, 2, Map.of(), "wamp.subscription.get_events", List.of(subscription));
            List<?> events = wamp.await(WampMessage.Result.class).arguments().positional();
            assertEquals(1, events.size(), "the lists of those for whom it is hold still");
            assertEquals(forSome, ((Map<?, ?>) events.get(0)).get("publication"));
            assertEquals(List.of(4L), ((Map<?, ?>) events.get(0)).get("args"));
        }
    }

    @Test
    @Order(3)
    @DisplayName("third act: another application with the same tables is refused, and told why")
    void other(@ArquillianResource @OperateOnDeployment(CHRONICLE) URL base) {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server runs one application");
        String failure = Failures.of(deployer, "other");
        try (RawWebSocket scribe = open(base, "/scribe")) {
            assertEquals("1:one 2:two 3:three 4:four", scribe.send("read").receiveText());
        }
        assertTrue(failure.contains("belong to another server that runs"), failure);
    }
}
