package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.settings.Settings;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tickets are given out. */
class TicketFilterTest {
    private final Requests request =
            new Requests().method("POST").path(TicketDesk.PATH).without("Upgrade");
    private final Gatehouse house = new Gatehouse();
    private final Map<String, String> settings = new HashMap<>();
    private final AtomicInteger passed = new AtomicInteger();
    private Response response = new Response();

    @BeforeEach
    void prepare() {
        house.tokens = new Tokens(List.of(token -> Optional.of(Caller.of(token))));
        request.set("Authorization", "Bearer ada");
    }

    private int answer() throws IOException, ServletException {
        RouteTable<Target> routes = new RouteTable<>();
        routes.add(RouteTemplate.parse("/chat/{room}"), new Target(String.class, List.of(), false));
        TicketFilter filter = new TicketFilter();
        Settings read = new Settings(key -> Optional.ofNullable(settings.get(key)));
        filter.install(house.desk(routes, GateOptions.of(read, Set.of())));
        response = new Response();
        filter.doFilter(
                request.servletRequest("/app", "192.0.2.7"),
                response.get(),
                (passedRequest, passedResponse) -> passed.incrementAndGet());
        return (Integer) response.answer.getOrDefault("Status", 0);
    }

    private String ticket() throws IOException, ServletException {
        assertEquals(200, answer(), response.body());
        String body = response.body();
        assertTrue(body.matches("\\{\"ticket\":\"capstan-ticket-[^\"]{43}\",\"expires\":\"20[^\"]+Z\"}"), body);
        return body.substring(11, body.indexOf('"', 11));
    }

    private boolean lets(String ticket, String path) {
        return house.tickets
                .redeem(ticket, new Requests().path(path).get())
                .filter(caller -> caller.name().equals("ada"))
                .isPresent();
    }

    @Test
    @DisplayName("a known caller gets a ticket, for a route or for all, which nobody may keep")
    void ticketForRoute() throws IOException, ServletException {
        assertTrue(lets(ticket(), "/chat/red"));
        assertEquals("no-store", response.answer.get("Cache-Control"));
        assertEquals("application/json", response.answer.get("ContentType"));
        request.body("{\"route\":\"/chat/blue\",\"other\":[1]}");
        assertTrue(lets(ticket(), "/chat/blue"));
        assertEquals(false, lets(ticket(), "/chat/red"));
        request.body("").query("route=%2Fchat%2Fblue");
        assertTrue(lets(ticket(), "/chat/blue"));
        assertEquals(false, lets(ticket(), "/chat/red"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "nonsense",
                "7",
                "null",
                "{\"route\":7}",
                "{\"route\":null}",
                "{\"route\":\"/chat/b\"} x",
                "\u0000"
            })
    @DisplayName("a body that is none of these gets 400")
    void bodies(String body) throws IOException, ServletException {
        request.body(body);
        assertEquals(400, answer(), response.body());
    }

    @Test
    @DisplayName("a large body gets 413, a route that is not there 404")
    void limits() throws IOException, ServletException {
        request.body("{\"route\":\"" + "x".repeat(5000) + "\"}");
        assertEquals(413, answer());
        for (String route : List.of("/nowhere", "chat/blue", "", "/chat/../chat/blue", "/chat/%zz", "//")) {
            request.body("{\"route\":\"" + route + "\"}");
            assertEquals(404, answer(), route);
        }
        for (String deep : List.of("[", "{\"x\":", "{\"x\":[")) {
            request.body("{\"route\":" + deep.repeat(4000 / deep.length() - 3));
            assertEquals(400, answer(), deep);
        }
    }

    @Test
    @DisplayName("somebody who is logged in to the container gets a ticket, with the roles that are asked for")
    void login() {
        settings.put("capstan.roles", "editor,clerk");
        Visitor visitor = new Visitor(Optional.of("bob"), "clerk"::equals, Optional.empty());
        GateRequest asking = request.without("Authorization").get();
        Settings read = new Settings(key -> Optional.ofNullable(settings.get(key)));
        String ticket = house.desk(new RouteTable<>(), GateOptions.of(read, Set.of()))
                .serve(asking, () -> visitor, "/app", Optional.empty())
                .ticket()
                .orElseThrow()
                .ticket();
        assertEquals(Optional.of(Caller.of("bob", "clerk")), house.tickets.redeem(ticket, asking));
    }

    @Test
    @DisplayName("nobody in particular gets 401, and so does a wrong token; a ticket buys no other")
    void unknown() throws IOException, ServletException {
        String ticket = ticket();
        house.tokens = new Tokens();
        request.set("Authorization", "Bearer " + ticket);
        assertEquals(401, answer());
        assertEquals("Bearer error=\"invalid_token\"", response.answer.get("WWW-Authenticate"));
        request.without("Authorization");
        assertEquals(401, answer());
        assertEquals("Bearer", response.answer.get("WWW-Authenticate"));
    }

    @Test
    @DisplayName("the rules for origins, addresses and a server that stops hold here too")
    void rules() throws IOException, ServletException {
        request.set("Origin", "https://foreign.example");
        assertEquals(403, answer());
        settings.put("capstan.origins", "foreign.example");
        assertEquals(200, answer());
        house.admission.close();
        assertEquals(503, answer());
        house.admission.open();
        settings.put("capstan.addresses.block", "192.0.2.0/24");
        assertEquals(403, answer());
    }

    @Test
    @DisplayName("who has too many gets 429")
    void full() throws IOException, ServletException {
        settings.put("capstan.ticket.per-caller", "1");
        assertEquals(200, answer());
        assertEquals(429, answer());
        assertEquals("5", response.answer.get("Retry-After"));
    }

    @Test
    @DisplayName("another method gets 405; where tickets are switched off, the application is asked")
    void others() throws IOException, ServletException {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "post")) {
            request.method(method);
            assertEquals(405, answer(), method);
            assertEquals("POST", response.answer.get("Allow"));
        }
        settings.put("capstan.ticket.enabled", "false");
        assertEquals(0, answer());
        assertEquals(1, passed.get());
    }
}
