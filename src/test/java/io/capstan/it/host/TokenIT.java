package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.client.Issuer;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.IssuerServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

/** Tokens in a handshake: where they are read, what becomes of wrong ones, and those that a page gets. */
@ExtendWith(ArquillianExtension.class)
class TokenIT {
    private static final Issuer ISSUER = new Issuer();
    private static final String SECRET = "a secret for tests that has thirty-two bytes and more";

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Says who is calling. */
    public abstract static class Answering implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            journal.add("opened " + connection.caller().name());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            String name = connection.caller().isAnonymous()
                    ? "nobody"
                    : connection.caller().name();
            connection.send(name + new TreeSet<>(connection.caller().roles()));
        }
    }

    /** For everybody. */
    @Route("/who/{room}")
    public static class Who extends Answering {}

    /** Speaks a subprotocol. */
    @Route(value = "/spoken", subprotocols = "chat.v1")
    public static class Spoken extends Answering {}

    /** For editors. */
    @RolesAllowed("editor")
    @Route("/editors")
    public static class Editors extends Answering {}

    /** Wants a token. */
    @Route("/required")
    public static class Required extends Answering {}

    /** Takes a token from the query string, and from nowhere else. */
    @Route("/queried")
    public static class Queried extends Answering {}

    /** Tells by a message what is wrong. */
    @Route("/told")
    public static class Told extends Answering {}

    @Deployment(testable = false)
    static Archive<?> war() {
        WebArchive war = Wars.of("tokens", Answering.class, Who.class, Spoken.class, Editors.class, Required.class)
                .addClasses(Queried.class, Told.class, Journal.class, ControlServlet.class)
                .addClasses(IssuerServlet.class);
        return Wars.withConfiguration(
                Wars.withTokens(war),
                "capstan.jwt.key=" + ISSUER.publicKey(),
                "capstan.jwt.secret=" + SECRET,
                "capstan.jwt.issuer=https://id.example",
                "capstan.jwt.skew=0",
                "capstan.route.Required.token.required=true",
                "capstan.route.Queried.token.carriers=query",
                "capstan.route.Told.token.on-failure=message");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawRequest get(String path) {
        return RawSocket.connect(base).get(path);
    }

    private RawRequest with(String path, String token) {
        return get(path).header("Authorization", "Bearer " + token);
    }

    private static void assertCaller(String expected, RawRequest request) {
        try (RawWebSocket client = request.upgrade()) {
            assertEquals(expected, client.send("?").receiveText());
            client.closeAndAwait(1000, "");
        }
    }

    private static void assertRefused(int status, String challenge, RawRequest request) {
        HttpAnswer answer = request.refusal();
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(Optional.of(challenge), answer.header("WWW-Authenticate"));
        assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
        String title = status == 401 ? "Unauthorized" : "Bad Request";
        String begin = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"";
        assertEquals(begin, answer.body().substring(0, begin.length()));
    }

    private String ticket(String query) {
        HttpAnswer answer = desk("POST", query)
                .header("Authorization", "Bearer " + ISSUER.token("ada", 60, "editor"))
                .answer();
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(Optional.of("no-store"), answer.header("Cache-Control"));
        return answer.body().replaceFirst("\\{\"ticket\":\"([^\"]+)\",\"expires\":\"20[^\"]+Z\"}", "$1");
    }

    private RawRequest desk(String method, String query) {
        return RawSocket.connect(base)
                .request(method, base.getPath() + "capstan/ticket" + query)
                .plain()
                .header("Content-Length", "0");
    }

    @Test
    @DisplayName("PAR-070 PAR-071 a token is read from header, subprotocol and cookie, and tells name and roles")
    void carriers() {
        String token = ISSUER.token("ada", 60, "editor", "clerk");
        assertCaller("ada[clerk, editor]", with("/who/1", token));
        assertCaller("ada[clerk, editor]", get("/who/1").header("Sec-WebSocket-Protocol", "auth-token-" + token));
        assertCaller("ada[clerk, editor]", get("/who/1").header("Cookie", "a=b; token=" + token));
        assertCaller("ada[clerk, editor]", with("/editors", token));
        assertCaller("nobody[]", get("/who/1"));
        assertCaller("nobody[]", get("/who/1").header("Authorization", "Basic YTpi"));
    }

    @Test
    @DisplayName("PAR-070 a token in the query string counts only where that was switched on")
    void query() {
        String token = ISSUER.token("ada", 60);
        assertCaller("nobody[]", get("/who/1?token=" + token));
        assertCaller("ada[]", get("/queried?token=" + token));
        assertCaller("nobody[]", with("/queried", token));
    }

    @Test
    @DisplayName("PAR-070 of carriers the first one with a token counts; two tokens in one are refused")
    void order() {
        String token = ISSUER.token("ada", 60);
        assertCaller("ada[]", with("/who/1", token).header("Cookie", "token=" + ISSUER.token("bob", 60)));
        assertCaller("ada[]", with("/who/1", token).add("Authorization", "Bearer " + token));
        assertRefused(
                400,
                "Bearer error=\"invalid_request\"",
                with("/who/1", token).add("Authorization", "Bearer " + ISSUER.token("bob", 60)));
    }

    @Test
    @DisplayName("PAR-077 the subprotocol of the token is never echoed, and a real one beside it is negotiated")
    void subprotocol() {
        String token = "auth-token-" + ISSUER.token("ada", 60);
        for (String offer : List.of(token + ", chat.v1", "chat.v1, " + token, "chat.v2, " + token + ",chat.v1")) {
            try (RawWebSocket client =
                    get("/spoken").header("Sec-WebSocket-Protocol", offer).upgrade()) {
                assertEquals(List.of("chat.v1"), client.answer().headers("Sec-WebSocket-Protocol"));
                assertEquals("ada[]", client.send("?").receiveText());
            }
        }
        try (RawWebSocket client =
                get("/who/1").header("Sec-WebSocket-Protocol", token).upgrade()) {
            assertEquals(List.of(), client.answer().headers("Sec-WebSocket-Protocol"), "nothing to negotiate");
            assertEquals("ada[]", client.send("?").receiveText());
        }
        HttpAnswer none = get("/spoken").header("Sec-WebSocket-Protocol", token).refusal();
        assertEquals(426, none.status());
        assertFalse(none.toString().contains(token), "a refusal does not echo it either");
    }

    @Test
    @DisplayName(
            "PAR-072 PAR-078 a wrong or expired token gets 401 before 101, no callback runs, and nobody repeats it")
    void wrong() {
        String foreign = new Issuer().token("mallory", 60);
        String expired = ISSUER.token("mallory", -5);
        for (String token : List.of(foreign, expired, "no.such.token", "nonsense", "capstan-ticket-AAAA")) {
            for (RawRequest request : List.of(
                    with("/who/1", token),
                    get("/who/1").header("Sec-WebSocket-Protocol", "auth-token-" + token),
                    get("/who/1").header("Cookie", "token=" + token),
                    get("/queried?token=" + token))) {
                HttpAnswer answer = request.refusal();
                assertEquals(401, answer.status(), answer.toString());
                assertEquals(Optional.of("Bearer error=\"invalid_token\""), answer.header("WWW-Authenticate"));
                assertFalse(answer.toString().contains(token), answer.toString());
            }
        }
        assertFalse(control.journal("opened").contains("mallory"));
    }

    @Test
    @DisplayName("PAR-071 PAR-073 without a token: 401 where one is required, 403 with one without the role")
    void required() {
        assertRefused(401, "Bearer", get("/required"));
        assertRefused(401, "Bearer", get("/editors"));
        assertCaller("ada[]", with("/required", ISSUER.token("ada", 60)));
        assertEquals(403, with("/editors", ISSUER.token("ada", 60)).refusal().status());
    }

    @Test
    @DisplayName("PAR-074 where it is told by a message, a wrong token gets 101, fatalError and 4401")
    void told() {
        try (RawWebSocket client = with("/told", ISSUER.token("ada", -5)).upgrade()) {
            assertEquals(
                    "{\"action\":\"fatalError\",\"data\":{\"message\":\"Invalid request\"}}", client.receiveText());
            client.expectClose(4401);
        }
    }

    @Test
    @DisplayName("PAR-084 the connection closes with 4401 when its token expires")
    void expiry() {
        assertCaller(
                "ada[]",
                with("/who/1", ISSUER.token("ada", 60))); // the first one may take as long as the next one lives
        try (RawWebSocket client =
                with("/who/1", ISSUER.token("ada", 8)).upgrade().timeout(Duration.ofSeconds(30))) {
            assertEquals("ada[]", client.send("?").receiveText());
            client.expectClose(4401);
        }
    }

    @Test
    @DisplayName("PAR-076 a page gets a token for its user, and connects with it")
    void issuer() {
        assertCaller(
                "ada[editor]", with("/editors", control.get("issue?name=ada").body()));
    }

    @Test
    @DisplayName("PAR-070 a ticket lets its caller in once, in the query string or any carrier")
    void ticket() {
        String ticket = ticket("");
        assertCaller("ada[editor]", get("/editors?ticket=" + ticket));
        assertRefused(401, "Bearer error=\"invalid_token\"", get("/editors?ticket=" + ticket));
        assertCaller("ada[editor]", with("/who/1", ticket("")));
        assertCaller("ada[editor]", get("/who/1").header("Sec-WebSocket-Protocol", "auth-token-" + ticket("")));
        assertCaller("ada[editor]", get("/who/1").header("Cookie", "token=" + ticket("")));
        assertCaller("nobody[]", get("/who/1?ticket=7")); // the application's own parameter
    }

    @Test
    @DisplayName("PAR-070 a ticket is good for its route and its origin only, and is used up by a try elsewhere")
    void bound() {
        String other = ticket("?route=/who/blue");
        assertRefused(401, "Bearer error=\"invalid_token\"", get("/who/red?ticket=" + other));
        assertRefused(401, "Bearer error=\"invalid_token\"", get("/who/blue?ticket=" + other));
        assertCaller("ada[editor]", get("/who/blue?ticket=" + ticket("?route=/who/blue")));
        String origin = "http://" + base.getAuthority();
        assertRefused(
                401,
                "Bearer error=\"invalid_token\"",
                get("/who/blue?ticket=" + ticket("")).header("Origin", origin));
    }

    @Test
    @DisplayName("who asks for a ticket is a known caller, uses POST, and comes from a page that may connect")
    void desk() {
        String bearer = "Bearer " + ISSUER.token("ada", 60);
        assertRefused(401, "Bearer", desk("POST", ""));
        assertRefused(401, "Bearer error=\"invalid_token\"", desk("POST", "").header("Authorization", "Bearer x.y.z"));
        assertRefused(
                401,
                "Bearer error=\"invalid_token\"",
                desk("POST", "").header("Authorization", "Bearer " + ticket("")));
        HttpAnswer get = desk("GET", "").refusal();
        assertEquals(405, get.status());
        assertEquals(Optional.of("POST"), get.header("Allow"));
        assertEquals(
                403,
                desk("POST", "")
                        .header("Authorization", bearer)
                        .header("Origin", "https://foreign.example")
                        .refusal()
                        .status());
        String body = "{\"route\":\"/nowhere\"}";
        RawRequest nowhere = desk("POST", "").header("Authorization", bearer).body(body);
        assertEquals(
                404,
                nowhere.header("Content-Length", String.valueOf(body.length()))
                        .refusal()
                        .status());
    }
}
