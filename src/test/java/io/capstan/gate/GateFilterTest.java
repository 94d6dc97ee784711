package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateFilterTest {
    private final GateFilter filter = new GateFilter();
    private final Requests request = new Requests();
    private final Response response = new Response();
    private final List<String> passed = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    @BeforeEach
    void install() {
        RouteTable<Target> routes = new RouteTable<>();
        routes.add(RouteTemplate.parse("/chat/{room}"), new Target(String.class, List.of(), false));
        GateOptions options = new GateOptions(
                GateOptions.PlainRequests.REFUSE,
                RouteOptions.DEFAULTS,
                Map.of(),
                DoorOptions.NONE,
                TicketOptions.DEFAULTS,
                Set.of());
        filter.install(
                new Gate(
                        new RouteFinder(routes, options, Map.of()),
                        new RouteTable<>(),
                        options,
                        ProtocolRules.ALL,
                        refused -> {}),
                later::add);
    }

    private void filter() throws IOException, ServletException {
        filter.doFilter(
                request.servletRequest("/app", "127.0.0.1"),
                response.get(),
                (chained, same) -> passed.add(((HttpServletRequest) chained).getRequestURI() + " "
                        + Passage.current().isPresent()));
    }

    @Test
    @DisplayName("PAR-028 PAR-034 a refusal is problem+json, these very bytes, and names no product")
    void problem() throws Exception {
        request.path("/unknown");
        filter();
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is no WebSocket at this path.\"}",
                response.body());
        assertEquals(
                Map.of(
                        "Connection",
                        "close",
                        "Status",
                        404,
                        "ContentType",
                        "application/problem+json",
                        "ContentLength",
                        response.body().length()),
                response.answer);
        assertEquals(List.of(), passed);
    }

    @Test
    @DisplayName("PAR-020 a refusal has its headers")
    void headers() throws Exception {
        request.method("POST");
        filter();
        assertEquals("GET", response.answer.get("Allow"));
        assertEquals(405, response.answer.get("Status"));
    }

    @Test
    @DisplayName("what is let through goes on at the engine's path, with a passage that holds as long as the request")
    void admitted() throws Exception {
        filter();
        assertEquals(List.of("/app" + Gate.ENGINE_PATH + " true"), passed);
        assertEquals(Optional.empty(), Passage.current());
        assertTrue(response.answer.isEmpty());
        assertEquals(List.of(), later, "nothing was taken");
    }

    @Test
    @DisplayName("PAR-276 what was taken for a 101 is given back if the engine never opens the connection")
    void neverOpened() throws Exception {
        RouteTable<Target> routes = new RouteTable<>();
        routes.add(RouteTemplate.parse("/chat/{room}"), new Target(String.class, List.of(), false));
        DoorOptions one = new DoorOptions(
                16384,
                Proxies.NONE,
                new AddressOptions(List.of(), List.of()),
                new LimitOptions(1, 0, 0, 0, 0, LimitOptions.NONE.blockTime()));
        GateOptions options = new GateOptions(
                GateOptions.PlainRequests.REFUSE,
                RouteOptions.DEFAULTS,
                Map.of(),
                one,
                TicketOptions.DEFAULTS,
                Set.of());
        filter.install(new Gatehouse().gate(routes, new RouteTable<>(), options), later::add);
        filter();
        filter();
        assertEquals(1, passed.size());
        assertEquals(429, response.answer.get("Status"));
        assertEquals(1, later.size());
        later.get(0).run();
        filter();
        assertEquals(2, passed.size());
    }

    @Test
    @DisplayName("the passage does not outlive a request that fails")
    void failing() {
        assertThrows(
                ServletException.class,
                () -> filter.doFilter(request.servletRequest("/app", "127.0.0.1"), response.get(), (chained, same) -> {
                    throw new ServletException();
                }));
        assertEquals(Optional.empty(), Passage.current());
    }

    @Test
    @DisplayName("what is none of the gate's business passes as it is, without a passage")
    void ignored() throws Exception {
        request.path("/page.html").without("Upgrade");
        filter();
        assertEquals(List.of("/app/page.html false"), passed);
    }

    @Test
    @DisplayName("before the gate is there, requests pass without a passage, so that no endpoint takes them")
    void before() throws Exception {
        GateFilter early = new GateFilter();
        early.doFilter(
                request.servletRequest("/app", "127.0.0.1"),
                response.get(),
                (chained, same) -> assertFalse(Passage.current().isPresent()));
    }
}
