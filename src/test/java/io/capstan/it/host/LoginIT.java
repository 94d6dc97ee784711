package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Logins;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody who logged in to the container: by Jakarta Security on Payara, by the realm of the server on WildFly. The
 * embedded server has no logins, so that everybody is nobody there.
 */
@ExtendWith(ArquillianExtension.class)
class LoginIT {
    private static final boolean LOGINS = Host.current() != Host.EMBEDDED;

    @ArquillianResource
    URL url;

    private URI base;

    /** Says who is calling. */
    @Route("/who")
    public static class Anybody implements MessageComponent {
        @Inject
        Caller caller;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send((caller.isAnonymous() ? "nobody" : caller.name()) + new TreeSet<>(caller.roles()));
        }
    }

    /** For editors. */
    @Route("/editors")
    @RolesAllowed("editor")
    public static class Editors implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(connection.caller().name());
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        WebArchive war =
                Wars.withConfiguration(Wars.of("login", Anybody.class, Editors.class), "capstan.push.role=editor");
        return Wars.withLogin(war, Logins.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawRequest as(String user, RawRequest request) {
        String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + credentials);
    }

    private RawRequest get(String path) {
        return RawSocket.connect(base).get(path);
    }

    private static String answer(RawRequest request) {
        try (RawWebSocket client = request.upgrade()) {
            return client.send("?").receiveText();
        }
    }

    @Test
    @DisplayName("PAR-082 a login of the container is the caller, with those of its roles that a component names")
    void login() {
        assertEquals("nobody[]", answer(get("/who")));
        assertEquals(LOGINS ? "ada[editor]" : "nobody[]", answer(as("ada", get("/who"))));
        assertEquals(LOGINS ? "bob[]" : "nobody[]", answer(as("bob", get("/who"))));
    }

    @Test
    @DisplayName("PAR-073 a login without the role gets 403, nobody 401")
    void roles() {
        assertEquals(401, get("/editors").refusal().status());
        assertEquals(LOGINS ? 403 : 401, as("bob", get("/editors")).refusal().status());
        if (LOGINS) {
            assertEquals("ada", answer(as("ada", get("/editors"))));
        }
    }

    @Test
    @DisplayName("PAR-076 who is logged in gets a ticket, with which somebody else's connection is theirs, once")
    void ticket() {
        HttpAnswer answer = as(
                        "ada",
                        RawSocket.connect(base)
                                .request("POST", base.getPath() + "capstan/ticket")
                                .plain())
                .header("Content-Length", "0")
                .answer();
        assertEquals(LOGINS ? 200 : 401, answer.status(), answer.toString());
        if (LOGINS) {
            String ticket = answer.body().replaceFirst("\\{\"ticket\":\"([^\"]+)\".*", "$1");
            assertEquals("ada[editor]", answer(get("/who?ticket=" + ticket)));
            assertEquals(401, get("/who?ticket=" + ticket).refusal().status());
        }
    }

    @Test
    @DisplayName("PAR-233 who is logged in with the role may push by HTTP, without it gets 403, and nobody 401")
    void push() {
        String body = "{\"action\":\"multicast\",\"data\":1}";
        assertEquals(401, push(body).refusal().status());
        assertEquals(LOGINS ? 403 : 401, as("bob", push(body)).refusal().status());
        assertEquals(LOGINS ? 200 : 401, as("ada", push(body)).answer().status());
    }

    private RawRequest push(String body) {
        return RawSocket.connect(base)
                .request("POST", base.getPath() + "capstan/push")
                .plain()
                .header("Content-Type", "application/json")
                .header("Content-Length", String.valueOf(body.length()))
                .body(body);
    }
}
