package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate makes of tokens, of which {@code ok-ada} is the one of ada. */
class TokenRuleTest {
    private static final String INVALID = "Bearer error=\"invalid_token\"";

    private final Requests request = new Requests();
    private final Gatehouse house = new Gatehouse();
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> subprotocols = new ArrayList<>();
    private Visitor visitor = Visitor.UNKNOWN;

    TokenRuleTest() {
        house.tokens = new Tokens(List.of(TokenRuleTest::verify));
    }

    private static Optional<Caller> verify(String token) throws InvalidTokenException {
        if (token.startsWith("ok-")) {
            return Optional.of(Caller.of(token.substring(3)));
        }
        return switch (token) {
            case "bad-token" -> throw new InvalidTokenException("It is wrong.");
            case "nameless" -> Optional.of(Caller.ANONYMOUS);
            case "old" ->
                Optional.of(new Caller(
                        "old", Set.of(), Map.of(), Optional.of(Instant.now().minusSeconds(1))));
            case "bug" -> throw new IllegalStateException("a verifier with a bug");
            default -> Optional.empty();
        };
    }

    private Gate.Decision decide() {
        RouteTable<Target> routes = new RouteTable<>();
        routes.add(RouteTemplate.parse("/chat/{room}"), new Target(String.class, subprotocols, false));
        Settings read = new Settings(key -> Optional.ofNullable(settings.get(key)));
        GateOptions options = GateOptions.of(read, Set.of());
        read.check();
        return house.gate(routes, new RouteTable<>(), options).decide(request.get(), () -> visitor, "/app");
    }

    private String caller() {
        return admit().caller().name();
    }

    private Passage admit() {
        return assertInstanceOf(Gate.Admit.class, decide()).passage();
    }

    private Refusal refuse() {
        return assertInstanceOf(Gate.Refuse.class, decide()).refusal();
    }

    private void assertRefused(int status, String challenge) {
        Refusal refusal = refuse();
        assertEquals(status, refusal.status(), refusal.toString());
        assertEquals(Map.of("WWW-Authenticate", challenge), refusal.headers());
    }

    @Test
    @DisplayName("PAR-070 a token is read from each carrier, in the configured order")
    void order() {
        request.set("Authorization", "bearer  ok-header");
        request.set("Cookie", "token=\"ok-cookie\"; b=c");
        request.set("Sec-WebSocket-Protocol", "auth-token-ok-subprotocol");
        request.query("token=ok-query");
        assertEquals("header", caller());
        settings.put("capstan.token.carriers", "Query, cookie,subprotocol");
        assertEquals("query", caller());
        request.query("token=");
        assertEquals("cookie", caller(), "an empty text is no token");
        request.without("Cookie");
        assertEquals("subprotocol", caller());
        settings.put("capstan.token.carriers", "query");
        settings.put("capstan.token.query", "access");
        request.without("Sec-WebSocket-Protocol").query("access=ok-%65ve");
        assertEquals("eve", caller());
    }

    @Test
    @DisplayName("PAR-070 names of cookie and subprotocol are configured, for one route too")
    void names() {
        settings.put("capstan.token.cookie", "session-token");
        settings.put("capstan.token.subprotocol-prefix", "bearer.");
        request.set("Cookie", "token=bad-token; session-token=ok-ada");
        assertEquals("ada", caller());
        request.without("Cookie").set("Sec-WebSocket-Protocol", "bearer.ok-bob");
        assertEquals("bob", caller());
        RouteOptions route = RouteOptions.of(
                new Settings(key ->
                                key.equals("capstan.route.String.token.cookie") ? Optional.of("own") : Optional.empty())
                        .forRoute(String.class),
                String.class);
        assertEquals("own", route.tokens().cookie());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-token", "nameless", "old", "of no known kind", "capstan-ticket-unknown"})
    @DisplayName("PAR-072 a token that is there and stands for nobody gets 401")
    void invalid(String token) {
        request.set("Authorization", "Bearer " + token);
        assertRefused(401, INVALID);
        assertFalse(refuse().detail().contains(token), refuse().detail());
    }

    @Test
    @DisplayName("PAR-072 a verifier that fails lets nobody in, and its exception stays here")
    void bug() {
        request.set("Authorization", "Bearer bug");
        assertEquals(500, refuse().status());
        assertEquals("The token could not be verified.", refuse().detail());
    }

    @Test
    @DisplayName("PAR-078 what a verifier throws has the token in no message, neither its own nor that of a cause")
    void careless() {
        String token = "secret-token";
        Tokens failing = new Tokens(List.of(any -> {
            throw new IllegalStateException("cannot read " + any, new NumberFormatException("For input: " + any));
        }));
        Throwable failure = assertThrows(VerifierFailedException.class, () -> failing.verify(token));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertFalse(text.toString().contains(token), text.toString());
        assertTrue(text.toString().contains("NumberFormatException"), text.toString());
        Tokens talkative = new Tokens(List.of(any -> {
            throw new InvalidTokenException("I do not like " + any, new IllegalStateException(any));
        }));
        InvalidTokenException invalid = assertThrows(InvalidTokenException.class, () -> talkative.verify(token));
        assertEquals("The token is not valid.", invalid.getMessage());
        assertEquals(null, invalid.getCause());
    }

    @Test
    @DisplayName("two different tokens in one carrier are refused with a sentence; the same one twice is one")
    void several() {
        request.set("Authorization", "Bearer ok-ada", "Bearer ok-ada");
        assertEquals("ada", caller());
        request.set("Authorization", "Bearer ok-ada", "Bearer ok-bob");
        assertRefused(400, "Bearer error=\"invalid_request\"");
        assertEquals("There are different tokens in the header Authorization; send one.", refuse().detail());
        request.without("Authorization").set("Cookie", "token=ok-ada", "token=ok-bob");
        assertEquals(400, refuse().status());
        request.without("Cookie").set("Sec-WebSocket-Protocol", "auth-token-ok-ada, auth-token-ok-bob");
        assertEquals(400, refuse().status());
    }

    @Test
    @DisplayName("PAR-071 a missing token is asked for where it is required, unless there is another way to be known")
    void required() {
        assertEquals("", caller());
        settings.put("capstan.token.required", "true");
        assertRefused(401, "Bearer");
        visitor = new Visitor(Optional.of("login"), role -> false, Optional.empty());
        assertEquals("login", caller());
        visitor = Visitor.UNKNOWN;
        settings.put("capstan.token.first-message", "true");
        assertEquals(true, admit().authenticatesLater());
        request.set("Authorization", "Bearer bad-token");
        assertRefused(401, INVALID);
    }

    @Test
    @DisplayName("a token that no verifier knows is left to a login of the container; a wrong one is not")
    void login() {
        visitor = new Visitor(Optional.of("login"), role -> false, Optional.empty());
        request.set("Authorization", "Bearer for-the-container");
        assertEquals("login", caller());
        request.set("Authorization", "Bearer ok-ada");
        assertEquals("ada", caller(), "a token comes before a login");
        request.set("Authorization", "Bearer bad-token");
        assertEquals(401, refuse().status());
    }

    @Test
    @DisplayName("where nothing verifies tokens, a cookie of that name is the application's, and a bearer is refused")
    void nobodyAsks() {
        house.tokens = new Tokens();
        request.set("Cookie", "token=something");
        assertEquals("", caller());
        request.set("Authorization", "Bearer something");
        assertRefused(401, INVALID);
    }

    @Test
    @DisplayName("PAR-077 the subprotocol of a token is not negotiated, and is not counted as an offer")
    void subprotocol() {
        request.set("Sec-WebSocket-Protocol", "auth-token-ok-ada");
        assertEquals(Optional.empty(), admit().handshake().subprotocol());
        subprotocols.add("chat.v1");
        subprotocols.add("auth-token-ok-ada");
        assertEquals(426, refuse().status());
        request.set("Sec-WebSocket-Protocol", "auth-token-ok-ada, chat.v1");
        assertEquals(Optional.of("chat.v1"), admit().handshake().subprotocol());
        settings.put("capstan.token.carriers", "header");
        assertEquals(Optional.of("auth-token-ok-ada"), admit().handshake().subprotocol(), "it is none here");
    }

    @Test
    @DisplayName("PAR-074 where failures are told, the handshake goes on and the connection fails with 4401")
    void told() {
        settings.put("capstan.token.on-failure", "message");
        request.set("Authorization", "Bearer bad-token");
        assertEquals(Optional.of(CloseCode.UNAUTHENTICATED), admit().failure());
        request.set("Authorization", "Bearer a", "Bearer b");
        assertEquals(Optional.of(CloseCode.UNAUTHENTICATED), admit().failure());
    }

    @Test
    @DisplayName("PAR-078 no token is in the line of the log, in the answer, or in the text of a handshake")
    void secrecy() {
        settings.put("capstan.token.carriers", "header,cookie,subprotocol,query");
        request.set("Authorization", "Bearer ok-secret")
                .set("Cookie", "token=ok-secret")
                .set("Sec-WebSocket-Protocol", "auth-token-ok-secret")
                .query("token=ok-secret&ticket=secret");
        String text = admit().handshake().toString();
        assertFalse(text.contains("secret"), text);
        assertFalse(admit().handshake().headers().toString().contains("secret"));
        request.set("Authorization", "Bearer secret");
        Refusal refusal = refuse();
        String line = Gate.line(refusal, "TokenRule", request.get());
        assertFalse((line + refusal).contains("secret"), line);
        assertFalse(house.refused.toString().contains("secret"), house.refused.toString());
    }

    @Test
    @DisplayName("verifiers of the application are asked first, in their order, and the configured one last")
    void verifiers() throws InvalidTokenException {
        TokenVerifier configured = token -> Optional.of(Caller.of("configured"));
        Tokens tokens = new Tokens(List.of(TokenRuleTest::verify, token -> Optional.of(Caller.of("second"))));
        tokens.last(Optional.of(configured));
        assertEquals("ada", tokens.verify("ok-ada").name());
        assertEquals("second", tokens.verify("other").name());
        Tokens only = new Tokens(List.of(TokenRuleTest::verify));
        only.last(Optional.of(configured));
        assertEquals("configured", only.verify("other").name());
    }
}
