package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Failures;
import io.capstan.it.container.Wars;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The host itself, before anything of Capstan: if this fails, look at the server first. */
@ExtendWith(ArquillianExtension.class)
class HostIT {
    @ArquillianResource
    Deployer deployer;

    /** A servlet that answers with what CDI gave it. */
    @WebServlet("/greeting")
    public static class GreetingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Greeting greeting;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().print(greeting.text());
        }
    }

    /** A bean. */
    @ApplicationScoped
    public static class Greeting {
        String text() {
            return "Ahoy";
        }
    }

    /** A bean that stops the deployment. */
    @ApplicationScoped
    public static class Leak {
        void start(@Observes @Initialized(ApplicationScoped.class) Object context) {
            throw new IllegalStateException("there is a leak below the water line");
        }
    }

    @Deployment(name = "host", testable = false)
    static Archive<?> plain() {
        return Wars.plain("host", GreetingServlet.class, Greeting.class)
                .addAsWebResource(new StringAsset("a page"), "page.txt");
    }

    @Deployment(name = "leaking", testable = false, managed = false)
    static Archive<?> leaking() {
        return Wars.plain("leaking", Leak.class);
    }

    @Test
    @DisplayName("a servlet with an injected bean answers")
    void servlet(@ArquillianResource @OperateOnDeployment("host") URL base) throws Exception {
        assertEquals("Ahoy", get(base.toURI().resolve("greeting")).body());
    }

    @Test
    @DisplayName("a static file is served, and the host listens on the loopback only")
    void staticFile(@ArquillianResource @OperateOnDeployment("host") URL base) throws Exception {
        assertEquals("a page", get(base.toURI().resolve("page.txt")).body());
        assertTrue(InetAddress.getByName(base.getHost()).isLoopbackAddress(), base + " is a loopback address");
    }

    @Test
    @DisplayName("a deployment that fails says why, each time, and leaves the others alone")
    void failure(@ArquillianResource @OperateOnDeployment("host") URL base) throws Exception {
        for (int round = 1; round <= 2; round++) {
            String messages = Failures.of(deployer, "leaking");
            assertTrue(messages.contains("there is a leak below the water line"), "round " + round + ": " + messages);
        }
        assertEquals(200, get(base.toURI().resolve("greeting")).statusCode());
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
