package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.MessageComponent;
import io.capstan.Origins;
import io.capstan.RequestMatcher;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Failures;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that are put together wrongly do not start, and say what is wrong; the next one starts. */
@ExtendWith(ArquillianExtension.class)
class WiringIT {
    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("bystander")
    URL bystander;

    /** What is right, and what the wrong ones inherit. */
    @Route("/greet/{name}")
    public static class Greeter implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text + ", " + connection.variable("name"));
        }
    }

    /** Fits the paths of Greeter. */
    @Route("/greet/{who}")
    public static class Twin extends Greeter {}

    /** Handles nothing. */
    @Route("/idle")
    public static class Idle implements MessageComponent {}

    /** Has a route without a slash. */
    @Route("chat/{room}")
    public static class Slashless extends Greeter {}

    /** A card that lacks the second lock. */
    @ServerEndpoint("/unlocked")
    public static class Unlocked extends ComponentEndpoint {
        @Override
        protected MessageComponent component() {
            return new Greeter();
        }
    }

    /** A card at the route of Greeter. */
    @ServerEndpoint(value = "/greet/{card}", configurator = GateConfigurator.class)
    public static class Trump extends Unlocked {}

    /** Names an origin that is none. */
    @Route("/foreign/{name}")
    @Origins("http:/shop.example")
    public static class Foreign extends Greeter {}

    /** Is no bean. */
    public static class NoBean implements RequestMatcher {
        private final boolean answer;

        NoBean(boolean answer) {
            this.answer = answer;
        }

        @Override
        public boolean matches(Handshake request) {
            return answer;
        }
    }

    /** Has conditions that nothing can fulfil. */
    @Route(
            value = "/greet/{name}",
            hosts = {"bücher.example", "a.example:8080"},
            matcher = NoBean.class)
    public static class Unreachable extends Greeter {}

    /** Overlaps with Late. */
    @Route("/[a-k]*")
    public static class Early extends Greeter {}

    /** Overlaps with Early. */
    @Route("/[f-z]*")
    public static class Late extends Greeter {}

    /** A card with a path that means something else to the engine. */
    @ServerEndpoint(value = "/cards/*.json", configurator = GateConfigurator.class)
    public static class Wild extends Unlocked {}

    @Deployment(name = "conditions", testable = false, managed = false)
    static Archive<?> conditions() {
        return Wars.withConfiguration(
                Wars.of("conditions", Unreachable.class, Wild.class, NoBean.class)
                        .addClasses(Greeter.class, Unlocked.class),
                "capstan.route-prefix=api");
    }

    @Deployment(name = "nobody", testable = false, managed = false)
    static Archive<?> nobody() {
        return Wars.withConfiguration(Wars.of("nobody", Greeter.class), "capstan.component=com.example.Nobody");
    }

    @Deployment(name = "overlap", testable = false, managed = false)
    static Archive<?> overlap() {
        return Wars.of("overlap", Early.class, Late.class).addClass(Greeter.class);
    }

    @Deployment(name = "foreign", testable = false, managed = false)
    static Archive<?> foreign() {
        return Wars.withConfiguration(
                Wars.of("foreign", Foreign.class, Greeter.class),
                "capstan.route.Greeter.origins=site:nobody",
                "capstan.proxies.trusted=localhost");
    }

    @Deployment(name = "bystander", testable = false)
    static Archive<?> bystander() {
        return Wars.of("bystander", Greeter.class);
    }

    @Deployment(name = "good", testable = false, managed = false)
    static Archive<?> good() {
        return Wars.of("good", Greeter.class);
    }

    @Deployment(name = "twins", testable = false, managed = false)
    static Archive<?> twins() {
        return Wars.of("twins", Greeter.class, Twin.class);
    }

    @Deployment(name = "idle", testable = false, managed = false)
    static Archive<?> idle() {
        return Wars.of("idle", Idle.class);
    }

    @Deployment(name = "slashless", testable = false, managed = false)
    static Archive<?> slashless() {
        return Wars.of("slashless", Slashless.class).addClass(Greeter.class);
    }

    @Deployment(name = "unlocked", testable = false, managed = false)
    static Archive<?> unlocked() {
        return Wars.of("unlocked", Unlocked.class, Greeter.class);
    }

    @Deployment(name = "trump", testable = false, managed = false)
    static Archive<?> trump() {
        return Wars.of("trump", Trump.class, Greeter.class).addClass(Unlocked.class);
    }

    @Deployment(name = "many", testable = false, managed = false)
    static Archive<?> many() {
        return Wars.withConfiguration(Wars.of("many", Greeter.class), "capstan.outbox.messages=many");
    }

    @Deployment(name = "several", testable = false, managed = false)
    static Archive<?> several() {
        return Wars.of("several", Idle.class, Slashless.class, Greeter.class);
    }

    @Deployment(name = "both", testable = false, managed = false)
    static Archive<?> both() {
        return Wars.withConfiguration(
                Wars.of("both", Unlocked.class, Greeter.class), "capstan.close.timeout=soon", "capstan.echo.route=e c");
    }

    @Test
    @DisplayName("PAR-103 two components at equivalent routes stop the deployment, with both names and both routes")
    void twoOfOneRoute() {
        assertFault("twins", "'/greet/{name}'", "'/greet/{who}'", Greeter.class.getName(), Twin.class.getName());
    }

    @Test
    @DisplayName("PAR-005 a component that handles nothing stops the deployment, with its name and the cure")
    void handlesNothing() {
        assertFault("idle", Idle.class.getName() + ": ", "@Route(\"/idle\")", "handles nothing", "@OnMessage");
    }

    @Test
    @DisplayName("a route that is none stops the deployment, with what was probably meant")
    void noRoute() {
        assertFault("slashless", Slashless.class.getName(), "'chat/{room}'", "probably meant: '/chat/{room}'");
    }

    @Test
    @DisplayName("a card endpoint without the second lock stops the deployment, with the attribute that is missing")
    void cardWithoutLock() {
        assertFault("unlocked", Unlocked.class.getName(), "\"/unlocked\"", "configurator = GateConfigurator.class");
    }

    @Test
    @DisplayName("PAR-103 a card endpoint at the route of a component stops the deployment, with both names")
    void cardAtRoute() {
        assertFault("trump", "'/greet/{card}'", "'/greet/{name}'", Trump.class.getName(), Greeter.class.getName());
    }

    @Test
    @DisplayName("an invalid setting stops the deployment, with key, value and what is allowed")
    void setting() {
        assertFault("many", "capstan.outbox.messages is 'many'", "allowed is a whole number from 1 to 2147483647");
    }

    @Test
    @DisplayName(
            "PAR-007 PAR-051 an origin that is none stops the deployment, with class or key, value and what is allowed")
    void origins() {
        assertFault(
                "foreign",
                Foreign.class.getName() + ": @Origins has 'http:/shop.example'; allowed is a full origin",
                "capstan.route.Greeter.origins is 'site:nobody'; allowed is a list",
                "capstan.proxies.trusted is 'localhost'; allowed is a list, each an IP address");
    }

    @Test
    @DisplayName("PAR-103 patterns that overlap stop the deployment, with both names and both routes")
    void overlappingPatterns() {
        assertFault(
                "overlap",
                "'/[f-z]*' of " + Late.class.getName() + " and the route '/[a-k]*' of " + Early.class.getName()
                        + " fit some of the same paths, and neither is more precise: change one of the patterns.");
    }

    @Test
    @DisplayName("PAR-004 PAR-104 bad conditions, prefixes and paths of cards stop the deployment, in one message")
    void conditionsAndPrefix() {
        assertFault(
                "conditions",
                Unreachable.class.getName() + ": @Route(hosts = \"bücher.example\") cannot be used: allowed is a host"
                        + " without port, as a.example; probably meant: 'xn--bcher-kva.example'.",
                "@Route(hosts = \"a.example:8080\") cannot be used",
                "@Route(matcher = NoBean.class) cannot be used: there is not exactly one bean",
                Wild.class.getName() + ": @ServerEndpoint(\"/cards/*.json\") cannot be used",
                "capstan.route-prefix is 'api'; allowed is a path of plain texts");
    }

    @Test
    @DisplayName("PAR-006 a configured component that is none stops the deployment, with those that are")
    void nobodyConfigured() {
        assertFault(
                "nobody",
                "capstan.component is 'com.example.Nobody'; allowed is the full name of a component: "
                        + Greeter.class.getName() + ".");
    }

    @Test
    @DisplayName("several faults are told at once")
    void severalFaults() {
        assertFault("several", Idle.class.getName() + ": ", "'/chat/{room}'");
        assertFault(
                "both", "capstan.close.timeout is 'soon'", "the route 'e c' cannot be used", Unlocked.class.getName());
    }

    private void assertFault(String deployment, String... fragments) {
        String said = Failures.of(deployer, deployment).replace("\\\"", "\""); // as WildFly quotes quotes
        for (String fragment : fragments) {
            assertTrue(said.contains(fragment), () -> "'" + fragment + "' is missing in: " + said);
        }
        deployer.deploy("good");
        try {
            URI base = URI.create(bystander.toString());
            greets(base);
            if (Host.current() != Host.EMBEDDED) { // there each application has a port of its own
                greets(base.resolve("/good/"));
            }
        } finally {
            deployer.undeploy("good");
        }
    }

    private static void greets(URI application) {
        try (RawWebSocket client =
                RawSocket.connect(application).get("/greet/Ahab").upgrade()) {
            assertEquals("Ahoy, Ahab", client.send("Ahoy").receiveText());
        }
    }
}
