package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.gate.AuthenticationOptions.OnFailure;
import io.capstan.gate.GateOptions.PlainRequests;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the gate makes of a login of the container, and of the annotations of a component. */
class CallerRulesTest {
    private static final Visitor ADA = login("ada", "editor", "unasked");

    private final Requests request = new Requests();

    @RolesAllowed("editor")
    private static final class Editors {}

    @DenyAll
    private static final class Closed {}

    private static Visitor login(String name, String... roles) {
        return new Visitor(Optional.of(name), Set.of(roles)::contains, Optional.empty());
    }

    private static AuthenticationOptions asking(boolean firstMessage, OnFailure onFailure) {
        return new AuthenticationOptions(firstMessage, Duration.ofSeconds(5), false, false, onFailure);
    }

    private static RouteOptions route(AuthenticationOptions authentication) {
        return new RouteOptions(
                false,
                true,
                RouteOptions.DEFAULTS.origins(),
                List.of(),
                Requests.TOKENS,
                authentication,
                RouteOptions.Compression.OFF);
    }

    private Gate.Decision decide(Class<?> owner, Visitor visitor, AuthenticationOptions authentication) {
        RouteTable<Target> routes = new RouteTable<>();
        routes.add(RouteTemplate.parse("/chat/{room}"), new Target(owner, List.of(), false));
        GateOptions options = new GateOptions(
                PlainRequests.REFUSE,
                route(authentication),
                Map.of(),
                DoorOptions.NONE,
                TicketOptions.DEFAULTS,
                Set.of("editor", "clerk"));
        return new Gatehouse().gate(routes, new RouteTable<>(), options).decide(request.get(), () -> visitor, "/app");
    }

    private Passage admit(Class<?> owner, Visitor visitor, AuthenticationOptions authentication) {
        return assertInstanceOf(Gate.Admit.class, decide(owner, visitor, authentication))
                .passage();
    }

    private Refusal refuse(Class<?> owner, Visitor visitor, AuthenticationOptions authentication) {
        return assertInstanceOf(Gate.Refuse.class, decide(owner, visitor, authentication))
                .refusal();
    }

    @Test
    @DisplayName("PAR-082 a login of the container is the caller, with those of the known roles that it has")
    void login() {
        assertEquals(
                Caller.of("ada", "editor"),
                admit(String.class, ADA, Requests.NO_AUTHENTICATION).caller());
        assertEquals(
                Caller.ANONYMOUS,
                admit(String.class, Visitor.UNKNOWN, Requests.NO_AUTHENTICATION).caller());
    }

    @Test
    @DisplayName("PAR-082 the caller of a token comes before the login of the container")
    void tokenFirst() {
        Candidate candidate = new Candidate(request.get(), () -> ADA, "", null, RouteOptions.DEFAULTS);
        candidate.caller(Caller.of("token"));
        assertEquals(Optional.empty(), new LoginRule(Set.of("editor")).check(candidate));
        assertEquals(Caller.of("token"), candidate.caller());
    }

    @Test
    @DisplayName(
            "PAR-073 an unknown caller gets 401 with WWW-Authenticate, one without the role 403, one with it gets in")
    void roles() {
        Refusal unknown = refuse(Editors.class, Visitor.UNKNOWN, Requests.NO_AUTHENTICATION);
        assertEquals(401, unknown.status());
        assertEquals(Map.of("WWW-Authenticate", "Bearer"), unknown.headers());
        assertEquals(
                403,
                refuse(Editors.class, login("bob", "clerk"), Requests.NO_AUTHENTICATION)
                        .status());
        assertEquals(
                "ada",
                admit(Editors.class, ADA, Requests.NO_AUTHENTICATION).caller().name());
        assertEquals(
                403,
                refuse(Closed.class, Visitor.UNKNOWN, Requests.NO_AUTHENTICATION)
                        .status());
    }

    @Test
    @DisplayName(
            "PAR-085 who may authenticate by the first message is let in for that, but not by what nobody may enter")
    void later() {
        AuthenticationOptions first = asking(true, OnFailure.REFUSE);
        assertEquals(true, admit(Editors.class, Visitor.UNKNOWN, first).authenticatesLater());
        assertEquals(false, admit(Editors.class, ADA, first).authenticatesLater());
        assertEquals(403, refuse(Editors.class, login("bob"), first).status());
        assertEquals(403, refuse(Closed.class, Visitor.UNKNOWN, first).status());
    }

    @Test
    @DisplayName("PAR-074 where failures are told by a message, the handshake goes on, to be closed with 4401 or 4403")
    void told() {
        AuthenticationOptions message = asking(false, OnFailure.MESSAGE);
        assertEquals(
                Optional.of(CloseCode.UNAUTHENTICATED),
                admit(Editors.class, Visitor.UNKNOWN, message).failure());
        assertEquals(
                Optional.of(CloseCode.FORBIDDEN),
                admit(Editors.class, login("bob"), message).failure());
        assertEquals(Optional.empty(), admit(Editors.class, ADA, message).failure());
        request.set("Origin", "https://foreign.example");
        assertEquals(403, refuse(Editors.class, ADA, message).status(), "it is about the caller only");
    }
}
