package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import io.capstan.ConnectionScoped;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans that live as long as a connection. */
@ExtendWith(ArquillianExtension.class)
class ConnectionScopeIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** What one connection has said. */
    @ConnectionScoped
    public static class Memory {
        @Inject
        Journal journal;

        @Inject
        Owner owner;

        private int words;

        public int hear() {
            return ++words;
        }

        @PreDestroy
        void destroy() {
            journal.add(owner.name() + " memory of " + words + " destroyed");
        }
    }

    /** Whose it is; made before the memory, which asks it, and so destroyed after it. */
    @ConnectionScoped
    public static class Owner {
        @Inject
        Journal journal;

        private String name = "nobody";

        public String name() {
            return name;
        }

        public void name(String given) {
            name = given;
        }

        @PreDestroy
        void destroy() {
            journal.add(name + " owner destroyed");
        }
    }

    /** Not the component, and yet within the callback. */
    @ApplicationScoped
    public static class Observer {
        @Inject
        Owner owner;

        @Inject
        Journal journal;

        void opened(@Observes @Opened Connection connection) {
            if (!connection.variable("name").equals("none")) {
                journal.add(connection.variable("name") + " opened by " + owner.name());
            }
        }

        void closed(@Observes @Closed Connection connection) {
            if (!connection.variable("name").equals("none")) {
                journal.add(connection.variable("name") + " closed by " + owner.name());
            }
        }
    }

    /** Remembers. */
    @Route("/scoped/{name}")
    public static class Scoped implements MessageComponent {
        @Inject
        Owner owner;

        @Inject
        Memory memory;

        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            if (!connection.variable("name").equals("none")) {
                owner.name(connection.variable("name"));
            }
        }

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "timer" -> connection.schedule(Duration.ZERO, () -> connection.send("timer " + memory.hear()));
                case "elsewhere" ->
                    connection.send(CompletableFuture.supplyAsync(this::use).join());
                default -> connection.send(text + " " + memory.hear());
            }
        }

        private String use() {
            try {
                return "heard " + memory.hear();
            } catch (ContextNotActiveException e) {
                return e.getMessage();
            }
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            String name = connection.variable("name");
            journal.add(name + " onClose" + (name.equals("none") ? "" : " " + memory.hear()));
        }
    }

    /** The same behind a card. */
    @ServerEndpoint(value = "/card/{name}", configurator = GateConfigurator.class)
    public static class Card extends ComponentEndpoint {
        @Inject
        Scoped scoped;

        @Override
        protected MessageComponent component() {
            return scoped;
        }
    }

    /** A component with an instance for each connection. */
    @Route("/own/{name}")
    @ConnectionScoped
    public static class Own implements MessageComponent {
        @Inject
        Journal journal;

        private String said = "";

        @Override
        public void onMessage(Connection connection, String text) {
            said += text;
            connection.send(said);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " said " + said);
        }
    }

    /** No callback. */
    @WebServlet("/outside")
    public static class Outside extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Memory memory;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                response.getWriter().print(memory.hear());
            } catch (ContextNotActiveException e) {
                response.getWriter().print(e.getMessage());
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("scope", Memory.class, Owner.class, Observer.class, Scoped.class, Card.class, Outside.class)
                .addClasses(Own.class, Journal.class, ControlServlet.class);
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
    @DisplayName(
            "each connection has its own @ConnectionScoped beans, in every callback, timer and event, until after onClose")
    void life() {
        for (String style : List.of("scoped", "card")) {
            String name = "ada-" + style;
            try (RawWebSocket one = open("/" + style + "/" + name);
                    RawWebSocket two = open("/" + style + "/other-" + style)) {
                assertEquals("a 1", one.send("a").receiveText());
                assertEquals("a 1", two.send("a").receiveText());
                assertEquals("timer 2", one.send("timer").receiveText());
                assertEquals("b 3", one.send("b").receiveText());
                one.closeAndAwait(1000, "");
            }
            control.awaitJournal(
                    name,
                    "opened by " + name,
                    "onClose 4",
                    "closed by " + name,
                    "memory of 4 destroyed",
                    "owner destroyed");
        }
    }

    @Test
    @DisplayName("they are destroyed also when the connection is cut, and where nothing is used nothing is made")
    void cut() {
        RawWebSocket cut = open("/scoped/cut");
        cut.send("a").receiveText();
        cut.reset();
        control.awaitJournal(
                "cut", "opened by cut", "onClose 2", "closed by cut", "memory of 2 destroyed", "owner destroyed");
        open("/scoped/none").reset();
        control.awaitJournal("none", "onClose");
    }

    @Test
    @DisplayName("a component may be @ConnectionScoped itself: each connection has its own")
    void component() {
        try (RawWebSocket one = open("/own/one");
                RawWebSocket two = open("/own/two")) {
            assertEquals("a", one.send("a").receiveText());
            assertEquals("b", two.send("b").receiveText());
            assertEquals("ac", one.send("c").receiveText());
            one.closeAndAwait(1000, "");
        }
        control.awaitJournal("one", "opened by nobody", "said ac", "closed by nobody");
    }

    @Test
    @DisplayName("outside of callbacks the scope is not active, and the error names it")
    void outside() {
        try (RawWebSocket client = open("/scoped/outside")) {
            String message = client.send("elsewhere").receiveText();
            assertTrue(message.contains("ConnectionScoped"), message);
        }
        String message = control.get("outside").body();
        assertTrue(message.contains("ConnectionScoped"), message);
    }
}
