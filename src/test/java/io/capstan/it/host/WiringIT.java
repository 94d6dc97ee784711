package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Failures;
import io.capstan.it.container.Wars;
import jakarta.websocket.server.ServerEndpoint;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is put together wrongly does not start, and the server says why. */
@ExtendWith(ArquillianExtension.class)
class WiringIT {
    @ArquillianResource
    Deployer deployer;

    /** Takes text. */
    public abstract static class Takes implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }
    }

    @Route("/same/{name}")
    public static class First extends Takes {}

    @Route("/same/{other}")
    public static class Second extends Takes {}

    @Route("/deaf")
    public static class Deaf implements MessageComponent {}

    @Route("no-slash")
    public static class NoSlash extends Takes {}

    @Route("/good")
    public static class Good extends Takes {}

    @ServerEndpoint("/unlocked")
    public static class Unlocked extends ComponentEndpoint {
        @Override
        protected MessageComponent component() {
            return new Good();
        }
    }

    @ServerEndpoint(value = "/same/{card}", configurator = GateConfigurator.class)
    public static class SameCard extends ComponentEndpoint {
        @Override
        protected MessageComponent component() {
            return new Good();
        }
    }

    @Deployment(name = "duplicate", testable = false, managed = false)
    static Archive<?> duplicate() {
        return Wars.of("duplicate", Takes.class, First.class, Second.class);
    }

    @Deployment(name = "several", testable = false, managed = false)
    static Archive<?> several() {
        return Wars.of("several", Takes.class, Deaf.class, NoSlash.class);
    }

    @Deployment(name = "unlocked", testable = false, managed = false)
    static Archive<?> unlocked() {
        return Wars.of("unlocked", Takes.class, Good.class, Unlocked.class);
    }

    @Deployment(name = "same-card", testable = false, managed = false)
    static Archive<?> sameCard() {
        return Wars.of("same-card", Takes.class, Good.class, First.class, SameCard.class);
    }

    @Deployment(name = "setting", testable = false, managed = false)
    static Archive<?> setting() {
        return Wars.withConfiguration(
                Wars.of("setting", Takes.class, Good.class),
                "capstan.outbox.messages=many",
                "capstan.outbox.policy=drop-all");
    }

    @Deployment(name = "good", testable = false, managed = false)
    static Archive<?> good() {
        return Wars.of("good", Takes.class, Good.class);
    }

    private void assertFails(String deployment, String... parts) {
        String messages = Failures.of(deployer, deployment);
        Stream.of(parts).forEach(part -> assertTrue(messages.contains(part), part + " is missing in: " + messages));
    }

    @Test
    @DisplayName("PAR-103 two routes that fit the same paths fail the deployment, both are named")
    void duplicates() {
        assertFails("duplicate", "WiringIT$First", "WiringIT$Second", "/same/{name}", "/same/{other}");
    }

    @Test
    @DisplayName("PAR-005 a component that handles nothing, and a route that is none, are told in one message")
    void twoFaults() {
        assertFails("several", "WiringIT$Deaf", "handles nothing", "WiringIT$NoSlash", "probably meant: '/no-slash'");
    }

    @Test
    @DisplayName("a card without the configurator, and one at the route of a component, fail the deployment")
    void cards() {
        assertFails("unlocked", "WiringIT$Unlocked", "configurator = GateConfigurator.class");
        assertFails("same-card", "WiringIT$First", "WiringIT$SameCard", "/same/{card}");
    }

    @Test
    @DisplayName(
            "an invalid setting fails the deployment: key, value and what is allowed; after all that a good one starts")
    void settings() {
        assertFails("setting", "capstan.outbox.messages", "'many'", "a whole number", "drop-all", "drop-oldest");
        deployer.deploy("good");
        deployer.undeploy("good");
    }
}
