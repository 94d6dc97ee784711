package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Wars;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.net.URL;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Components are beans: what works in a bean works in a callback. */
@ExtendWith(ArquillianExtension.class)
class ContextsIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** Lives as long as a request, or here as long as a callback. */
    @RequestScoped
    public static class Once {
        private final String id = UUID.randomUUID().toString();

        public String id() {
            return id;
        }
    }

    /** Marks what is intercepted. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Loud {}

    /** Makes what comes loud. */
    @Loud
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Loudspeaker {
        @AroundInvoke
        Object amplify(InvocationContext context) throws Exception {
            Object[] parameters = context.getParameters();
            parameters[1] = parameters[1] + "!";
            context.setParameters(parameters);
            return context.proceed();
        }
    }

    /** What is told of. */
    public record Said(Connection connection, String text) {}

    /** Answers with what its contexts give. */
    @Route("/contexts")
    public static class Answering implements MessageComponent {
        @Inject
        Once once;

        @Inject
        Once same;

        @Inject
        Event<Said> said;

        @Override
        public void onOpen(Connection connection) {
            connection.send("open " + once.id());
        }

        @Override
        @Loud
        public void onMessage(Connection connection, String text) {
            connection.send("message " + once.id() + " " + once.id().equals(same.id()));
            said.fire(new Said(connection, text));
        }

        void heard(@Observes Said event) {
            event.connection().send("heard " + event.text());
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("contexts", Once.class, Loud.class, Loudspeaker.class, Said.class, Answering.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName("PAR-002 each callback has a request context of its own; interceptors and events work")
    void contexts() {
        try (JdkWebSocket client = JdkWebSocket.connect(base.resolve("contexts"))) {
            String open = client.awaitText().split(" ")[1];
            String[] first = client.send("hi").awaitText().split(" ");
            assertEquals("heard hi!", client.awaitText());
            String[] second = client.send("ho").awaitText().split(" ");
            assertEquals("heard ho!", client.awaitText());
            assertEquals("true", first[2], "one request, one instance");
            assertNotEquals(open, first[1]);
            assertNotEquals(first[1], second[1]);
        }
    }
}
