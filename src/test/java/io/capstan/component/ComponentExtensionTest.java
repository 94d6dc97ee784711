package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.capstan.Connection;
import io.capstan.ConnectionLimits;
import io.capstan.ConnectionScoped;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.Route;
import io.capstan.WiringException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.Reader;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stops a deployment, with a real CDI container. */
class ComponentExtensionTest {
    private static final String NAME = ComponentExtensionTest.class.getName();

    private static Weld weld(Class<?>... classes) {
        Weld weld = new Weld().disableDiscovery().skipShutdownHook().addExtension(new ComponentExtension());
        for (Class<?> type : classes) {
            weld.addBeanClass(type);
        }
        return weld;
    }

    /** The message by which the deployment of these classes fails. */
    private static String fault(Class<?>... classes) {
        try (WeldContainer container = weld(classes).initialize()) {
            return fail("deployed: " + container.getId());
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof WiringException) {
                    return cause.getMessage();
                }
            }
            throw e;
        }
    }

    private static void deploy(Consumer<BeanManager> test, Class<?>... classes) {
        try (WeldContainer container = weld(classes).initialize()) {
            test.accept(container.getBeanManager());
        }
    }

    private static ComponentExtension extension(BeanManager beans) {
        return beans.getExtension(ComponentExtension.class);
    }

    abstract static class Text implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {}
    }

    @Route({"/good", "/good/{x}"})
    static class Good extends Text {}

    @Route("/plain")
    static class NoComponent {}

    @Route("/nothing")
    static class Nothing implements MessageComponent {}

    @Route("/abstract")
    abstract static class Abstract extends Text {}

    @Route({})
    static class Empty extends Text {}

    @Route
    static class ShipToShore extends Text {}

    @Route("bad")
    static class BadRoute extends Text {}

    @Route("/good")
    static class Duplicate extends Text {}

    @Route("/good/{y}")
    static class OtherVariable extends Text {}

    @Route("/good/*")
    static class AnySegment extends Text {}

    @RequestScoped
    @Route("/request")
    static class Request extends Text {}

    @ConnectionScoped
    @Route("/own")
    static class Own extends Text {}

    @ConnectionScoped
    @Route("/own-shutdown")
    static class OwnShutdown extends Text {
        @Override
        public CompletionStage<?> onShutdown() {
            return CompletableFuture.completedStage(null);
        }
    }

    @SessionScoped
    @Route("/session")
    static class Session extends Text implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @OutboxLimits(messages = -1)
    @Route("/limits")
    static class Limits extends Text {}

    @Route("/talk")
    static class Talk implements Conversation {
        @Override
        public void converse(Connection client, Messages messages) {}
    }

    @Route("/both")
    static class Both extends Text implements Conversation {
        @Override
        public void converse(Connection client, Messages messages) {}
    }

    @Route("/twice")
    static class Twice extends Text {
        @Override
        public void onMessage(Connection connection, Reader text) {}
    }

    @ConnectionLimits(
            messageBytes = -2,
            messagesPerSecond = 2_000_000,
            inFlight = -1,
            maxIdle = "soon",
            maxDuration = "-PT1S",
            whenExceeded = {ConnectionLimits.Excess.CLOSE, ConnectionLimits.Excess.THROTTLE})
    @Route("/connection-limits")
    static class OddLimits extends Text {}

    @Route(value = "/sub", subprotocols = "a b")
    static class Subprotocol extends Text {}

    @Route("/arguments")
    static class Arguments extends Text {
        Arguments(String argument) {}
    }

    @Dependent
    @Route("/injected")
    static class Injected extends Text {
        @Inject
        Injected(BeanManager beans) {}
    }

    @Route("/inner")
    class Inner extends Text {}

    @Alternative
    @Route("/good")
    static class NotSelected extends Text {}

    @Dependent
    @Route("/dependent")
    static class OwnInstance implements MessageComponent {
        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {}
    }

    @Test
    @DisplayName("a component is found, is application scoped by its annotation, and says what it takes")
    void good() {
        deploy(
                beans -> {
                    Map<Class<?>, Component> components = extension(beans).components(beans);
                    assertEquals(1, components.size());
                    assertTrue(components.get(Good.class).handlers().text().isPresent());
                    assertFalse(components.get(Good.class).handlers().binary().isPresent());
                    assertEquals(
                            List.of("/good", "/good/{x}"),
                            extension(beans).wire(new Wiring()).mounted().stream()
                                    .map(mounted -> mounted.route().text())
                                    .toList());
                },
                Good.class);
    }

    @Test
    @DisplayName("a @Dependent component has an instance, and takes the kind of message that it overrides")
    void dependent() {
        deploy(
                beans -> {
                    Component component = extension(beans).components(beans).get(OwnInstance.class);
                    assertFalse(component.handlers().text().isPresent());
                    assertTrue(component.handlers().binary().isPresent());
                    assertNotNull(extension(beans).components(beans).get(Injected.class));
                },
                OwnInstance.class,
                Injected.class);
    }

    @Test
    @DisplayName("PAR-005 a component that is no MessageComponent fails the deployment")
    void noComponent() {
        assertEquals(
                "Capstan cannot mount the components:\n - " + NAME
                        + "$NoComponent: the class carries @Route(\"/plain\")"
                        + " but handles nothing: override a method of io.capstan.MessageComponent,"
                        + " or annotate one with @OnMessage of jakarta.websocket.",
                fault(NoComponent.class));
    }

    @Test
    @DisplayName("PAR-005 a component that overrides nothing fails the deployment")
    void nothing() {
        assertEquals(
                "Capstan cannot mount the components:\n - " + NAME + "$Nothing: the class carries @Route(\"/nothing\")"
                        + " but handles nothing: override a method of io.capstan.MessageComponent,"
                        + " or annotate one with @OnMessage of jakarta.websocket.",
                fault(Nothing.class));
    }

    @Test
    @DisplayName("@Route on an abstract class fails the deployment")
    void abstractClass() {
        assertContains(fault(Abstract.class), "$Abstract", "is abstract", "the class that is the bean");
    }

    @Test
    @DisplayName("@Route on a class that can be no bean fails the deployment")
    void noBean() {
        assertContains(fault(Arguments.class), "$Arguments", "cannot be a bean", "@Inject");
        assertContains(fault(Inner.class), "$Inner", "cannot be a bean", "static");
    }

    @Test
    @DisplayName("PAR-003 a component without a path is mounted at the name of its class")
    void empty() {
        deploy(
                beans -> assertEquals(
                        List.of("/empty", "/ship-to-shore"),
                        extension(beans).wire(new Wiring()).mounted().stream()
                                .map(mounted -> mounted.route().text())
                                .toList()),
                Empty.class,
                ShipToShore.class);
    }

    @Test
    @DisplayName("a bad route fails the deployment")
    void badRoute() {
        assertContains(fault(BadRoute.class), "$BadRoute: the route 'bad'", "probably meant: '/bad'");
    }

    @Test
    @DisplayName("PAR-103 routes that fit the same paths fail the deployment")
    void duplicates() {
        assertContains(fault(Good.class, Duplicate.class), "'/good' of " + NAME + "$Good", "$Duplicate", "same paths");
        assertContains(fault(Good.class, OtherVariable.class), "'/good/{x}'", "'/good/{y}'", "same paths");
        assertContains(fault(Good.class, AnySegment.class), "'/good/{x}'", "'/good/*'", "same paths");
    }

    @Test
    @DisplayName("a scope that ends before a connection does fails the deployment")
    void scopes() {
        assertContains(fault(Request.class), "$Request", "@RequestScoped", "@ApplicationScoped");
        assertContains(fault(Session.class), "$Session", "@SessionScoped", "@ApplicationScoped");
    }

    @Test
    @DisplayName("PAR-134 a conversation is mounted as every component")
    void conversation() {
        deploy(
                beans -> {
                    Component talk = extension(beans).components(beans).get(Talk.class);
                    assertTrue(talk.handlers().text().isPresent()
                            && talk.handlers().binary().isPresent());
                },
                Talk.class);
    }

    @Test
    @DisplayName("a conversation that is also a MessageComponent fails the deployment")
    void both() {
        assertContains(
                fault(Both.class),
                "$Both: is a io.capstan.Conversation, which takes all messages, and has other handlers",
                "allowed is one or the other");
    }

    @Test
    @DisplayName("PAR-152 a component that takes text as a whole and as a stream fails the deployment")
    void twice() {
        assertContains(
                fault(Twice.class), "$Twice: two handlers take text messages", "Reader", "String", "allowed is one");
    }

    @Test
    @DisplayName("the scope of connections is as good as any other, but not for onShutdown, which is about none")
    void connectionScope() {
        assertContains(fault(OwnShutdown.class), "$OwnShutdown", "@ConnectionScoped", "onShutdown", "onClose");
        assertFalse(fault(OwnShutdown.class, Own.class).contains("$Own:"));
    }

    @Test
    @DisplayName("negative @OutboxLimits fail the deployment")
    void limits() {
        assertContains(fault(Limits.class), "$Limits: @OutboxLimits(messages = -1, bytes = 0) is negative", "allowed");
    }

    @Test
    @DisplayName("@ConnectionLimits that make no sense fail the deployment, each member with what is allowed")
    void connectionLimits() {
        String message = fault(OddLimits.class);
        assertContains(message, "$OddLimits: @ConnectionLimits(messageBytes = -2) cannot be used; allowed is 1 to");
        assertContains(message, "@ConnectionLimits(messagesPerSecond = 2000000) cannot be used");
        assertContains(message, "@ConnectionLimits(inFlight = -1) cannot be used", "or 0 for what is configured");
        assertContains(message, "@ConnectionLimits(maxIdle = \"soon\") is no length of time", "PT30M, 30m or 8h");
        assertContains(message, "@ConnectionLimits(maxDuration = \"-PT1S\") is no length of time");
        assertContains(message, "@ConnectionLimits(whenExceeded) names 2 answers; allowed is one.");
    }

    @Test
    @DisplayName("a subprotocol that is no token fails the deployment")
    void subprotocol() {
        assertContains(fault(Subprotocol.class), "$Subprotocol: the subprotocol 'a b'");
    }

    @Test
    @DisplayName("an alternative that is not selected is not mounted, and takes nobody's route")
    void alternative() {
        deploy(
                beans -> assertEquals(
                        List.of(Good.class, Good.class),
                        extension(beans).wire(new Wiring()).mounted().stream()
                                .map(mounted -> mounted.target().owner())
                                .toList()),
                Good.class,
                NotSelected.class);
    }

    @Test
    @DisplayName("one message has all faults, in the order of the class names, those of limits last")
    void all() {
        String message = fault(Nothing.class, Limits.class, Good.class, BadRoute.class, Inner.class);
        assertEquals(5, message.lines().count(), message);
        assertTrue(message.indexOf("$BadRoute") < message.indexOf("$Inner"), message);
        assertTrue(message.indexOf("$Inner") < message.indexOf("$Nothing"), message);
        assertTrue(message.indexOf("$Nothing") < message.indexOf("$Limits"), message);
    }

    private static void assertContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }
}
