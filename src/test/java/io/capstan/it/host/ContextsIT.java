package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Components are real beans: contexts, interceptors, scopes and events work in their callbacks. */
@ExtendWith(ArquillianExtension.class)
class ContextsIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Numbered, so that one instance can be told from another. */
    @RequestScoped
    public static class Ticket {
        private static final AtomicInteger LAST = new AtomicInteger();
        private final int number = LAST.incrementAndGet();

        public int number() {
            return number;
        }
    }

    /** What was said, as a CDI event. */
    public record Said(String name, String text) {}

    /** Binds {@link Shouting}. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Loud {}

    /** Changes what a component gets. */
    @Loud
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Shouting {
        @AroundInvoke
        Object shout(InvocationContext call) throws Exception {
            Object[] parameters = call.getParameters();
            parameters[1] = parameters[1] + "!";
            call.setParameters(parameters);
            return call.proceed();
        }
    }

    /** Writes down the ticket of each callback, and whether it stays the same within one. */
    @Route("/tickets/{name}")
    public static class Tickets implements MessageComponent {
        @Inject
        Ticket ticket;

        @Inject
        Journal journal;

        @Inject
        Event<Said> said;

        @Override
        public void onOpen(Connection connection) {
            note(connection);
        }

        @Override
        @Loud
        public void onMessage(Connection connection, String text) {
            note(connection);
            said.fire(new Said(connection.variable("name"), text));
            connection.send(text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            note(connection);
        }

        private void note(Connection connection) {
            boolean same = ticket.number() == ticket.number();
            journal.add(connection.variable("name") + " " + ticket.number() + " " + same);
        }
    }

    /** Hears of it. */
    @ApplicationScoped
    public static class Listener {
        @Inject
        Journal journal;

        void hear(@Observes Said said) {
            journal.add("heard-" + said.name() + " " + said.text());
        }
    }

    /** Writes down what the application's configuration looks like from each callback. */
    @Route("/configured/{name}")
    public static class Configured implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            note(connection);
        }

        @Override
        public void onMessage(Connection connection, String text) {
            note(connection);
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            note(connection);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            note(connection);
        }

        private void note(Connection connection) {
            String flavour = ConfigProvider.getConfig()
                    .getOptionalValue("it.flavour", String.class)
                    .orElse("none");
            journal.add(connection.variable("name") + " " + flavour);
        }
    }

    /** Dependent, and yet one for all connections. */
    @Dependent
    @Route("/counter")
    public static class Counter implements MessageComponent {
        private final AtomicInteger connections = new AtomicInteger();

        @Override
        public void onOpen(Connection connection) {
            connection.send(String.valueOf(connections.incrementAndGet()));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("contexts", Tickets.class, Ticket.class, Said.class, Listener.class, Counter.class)
                        .addClasses(Configured.class, Loud.class, Shouting.class, Journal.class, ControlServlet.class),
                "it.flavour=salt");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName("each callback has a request context of its own, from onOpen to onClose")
    void requestContext() {
        try (RawWebSocket client = open("/tickets/request")) {
            client.send("one").receiveText();
            client.send("two").receiveText();
            client.closeAndAwait(1000, "");
        }
        Awaitility.await()
                .until(() -> control.journal("request").size() >= 4); // onClose comes when the client has gone
        control.awaitSize(0);
        List<String> tickets = control.journal("request");
        assertEquals(4, tickets.size(), tickets.toString());
        assertEquals(4, tickets.stream().distinct().count(), "a ticket for each callback: " + tickets);
        assertEquals(4, tickets.stream().filter(line -> line.endsWith(" true")).count(), tickets.toString());
    }

    @Test
    @DisplayName("an interceptor bound to onMessage runs, and an event fired there is observed")
    void interceptorAndEvent() {
        try (RawWebSocket client = open("/tickets/loud")) {
            assertEquals("ahoy!", client.send("ahoy").receiveText());
        }
        control.awaitJournal("heard-loud", "ahoy!");
    }

    @Test
    @DisplayName("each callback sees the application's own configuration: its class loader is in place on every thread")
    void classLoader() {
        try (RawWebSocket client = open("/configured/polite")) {
            client.send(RawFrame.text("x"), RawFrame.binary((byte) 1)).closeAndAwait(1000, "");
        }
        control.awaitJournal("polite", "salt", "salt", "salt", "salt");
        open("/configured/cut").reset();
        control.awaitJournal("cut", "salt", "salt");
    }

    @Test
    @DisplayName("a dependent component has one instance")
    void dependent() {
        for (String number : List.of("1", "2", "3")) {
            try (RawWebSocket client = open("/counter")) {
                assertEquals(number, client.receiveText());
            }
        }
    }
}
