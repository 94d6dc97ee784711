package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.RequestMatcher;
import io.capstan.Route;
import io.capstan.Routes;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Routes as they are configured and written, on every server the same. */
@ExtendWith(ArquillianExtension.class)
class RoutesIT {
    private static final String NAME = RoutesIT.class.getName() + "$";

    @ArquillianResource
    @OperateOnDeployment("routes")
    URL routes;

    @ArquillianResource
    @OperateOnDeployment("prefixed")
    URL prefixed;

    @ArquillianResource
    @OperateOnDeployment("single")
    URL single;

    /** Says to whoever connects where it got. */
    public abstract static class Guide implements MessageComponent {
        private final String name;

        Guide(String name) {
            this.name = name;
        }

        @Override
        public void onOpen(Connection connection) {
            connection.send(name + " " + new TreeMap<>(connection.handshake().variables()));
        }
    }

    /** Patterns, defaults, and all that is left. */
    @Route({"/files/*.[ch]", "/files/{name=readme}/{language=en}", "/files/**"})
    public static class Files extends Guide {
        Files() {
            super("files");
        }
    }

    /** Mounted at the name of the class. */
    @Route(subprotocols = {"v2.example", "v1.example"})
    @OutboxLimits(messages = 7)
    public static class HarbourMaster extends Guide {
        HarbourMaster() {
            super("harbour-master");
        }
    }

    /** At one host. */
    @Route(
            value = "/tenant/{x}",
            hosts = {"A.example", "b.example"})
    public static class Tenant extends Guide {
        Tenant() {
            super("tenant");
        }
    }

    /** At all other hosts. */
    @Route("/tenant/{x}")
    public static class Landlord extends Guide {
        Landlord() {
            super("landlord");
        }
    }

    /** Preferred at the same route. */
    @Priority(10)
    @Route("/tenant/{y}")
    public static class Owner extends Guide {
        Owner() {
            super("owner");
        }
    }

    /** Says yes to pilots. */
    @ApplicationScoped
    public static class Pilots implements RequestMatcher {
        @Inject
        Routes routes;

        @Override
        public boolean matches(Handshake request) {
            String rank = request.header("X-Rank").orElse("none");
            if (rank.equals("unknown")) {
                throw new IllegalStateException("secret " + routes.all().size());
            }
            return rank.equals("pilot");
        }
    }

    /** For pilots. */
    @Route(value = "/bridge", matcher = Pilots.class)
    public static class Bridge extends Guide {
        Bridge() {
            super("bridge");
        }
    }

    /** For everybody, the routes too. */
    @Route("/bridge")
    public static class Deck implements MessageComponent {
        @Inject
        Routes routes;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(routes.all().stream()
                    .map(route -> route.route() + " " + route.component().getSimpleName() + " " + route.subprotocols()
                            + " " + route.hosts() + " " + route.matcher().isPresent() + " " + route.origins() + " "
                            + route.limits().get("outbox.messages"))
                    .collect(Collectors.joining("\n")));
        }
    }

    /** Stands where Tenant stands. */
    @Route("/tenant/{z}")
    public static class Chosen extends Guide {
        Chosen() {
            super("chosen");
        }
    }

    @Deployment(name = "routes", testable = false)
    static Archive<?> routes() {
        return Wars.withConfiguration(
                Wars.of("routes", Files.class, HarbourMaster.class, Tenant.class, Landlord.class, Owner.class)
                        .addClasses(Guide.class, Pilots.class, Bridge.class, Deck.class),
                "capstan.route.Files.origins=https://b.example, same-host",
                "capstan.route.Deck.hosts=127.0.0.1, localhost");
    }

    @Deployment(name = "prefixed", testable = false)
    static Archive<?> prefixed() {
        return Wars.withConfiguration(
                Wars.of("prefixed", Files.class, HarbourMaster.class).addClasses(Guide.class),
                "capstan.route-prefix=/files/all",
                "capstan.echo.route=/files/all/echo");
    }

    @Deployment(name = "single", testable = false)
    static Archive<?> single() {
        return Wars.withConfiguration(
                Wars.of("single", Landlord.class, Chosen.class).addClasses(Guide.class),
                "capstan.component=" + NAME + "Chosen");
    }

    /** What a client hears first at a path, or the status with which it is refused. */
    private static String at(URL base, String path, Map<String, String> headers) throws URISyntaxException {
        URI uri = base.toURI();
        try (RawSocket socket = RawSocket.connect(uri)) {
            RawRequest request = socket.request("GET", uri.getPath().replaceFirst("/$", "") + path);
            headers.forEach(request::header);
            return request.textOrStatus();
        }
    }

    private static String at(URL base, String path) throws URISyntaxException {
        return at(base, path, Map.of());
    }

    @Test
    @DisplayName("PAR-101 PAR-105 patterns give their pieces, and defaults stand in for what is absent")
    void patternsAndDefaults() throws Exception {
        assertEquals("files {1=main, 2=c}", at(routes, "/files/main.c"));
        assertEquals("files {language=en, name=readme}", at(routes, "/files"));
        assertEquals("files {language=en, name=main.d}", at(routes, "/files/main.d"));
        assertEquals("files {language=fr, name=main.c}", at(routes, "/files/main.c/fr"));
        assertEquals("files {**=a/b/c}", at(routes, "/files/a/b/c"));
    }

    @Test
    @DisplayName("PAR-003 a component without a path is mounted at the name of its class")
    void defaultRoute() throws Exception {
        Map<String, String> speaking = Map.of("Sec-WebSocket-Protocol", "v1.example");
        assertEquals("harbour-master {}", at(routes, "/harbour-master", speaking));
    }

    @Test
    @DisplayName("PAR-055 PAR-103 the route of one host, and for the others that with the higher priority")
    void hostsAndPriority() throws Exception {
        assertEquals("tenant {x=1}", at(routes, "/tenant/1", Map.of("Host", "a.example")));
        assertEquals("tenant {x=1}", at(routes, "/tenant/1", Map.of("Host", "B.example:8080")));
        assertEquals("owner {y=1}", at(routes, "/tenant/1"));
    }

    @Test
    @DisplayName("PAR-104 a matcher decides by a header; what it throws is 500 and not another route")
    void matcher() throws Exception {
        assertEquals("bridge {}", at(routes, "/bridge", Map.of("X-Rank", "pilot")));
        assertEquals("500", at(routes, "/bridge", Map.of("X-Rank", "unknown")));
    }

    @Test
    @DisplayName("PAR-107 the application can list its routes")
    void list() throws Exception {
        try (RawWebSocket deck =
                RawSocket.connect(routes.toURI()).get("/bridge").upgrade()) {
            assertEquals("""
                    /bridge Bridge [] [] true [same-host] 1024
                    /bridge Deck [] [127.0.0.1, localhost] false [same-host] 1024
                    /files/** Files [] [] false [https://b.example:443, same-host] 1024
                    /files/*.[ch] Files [] [] false [https://b.example:443, same-host] 1024
                    /files/{name=readme}/{language=en} Files [] [] false [https://b.example:443, same-host] 1024
                    /harbour-master HarbourMaster [v2.example, v1.example] [] false [same-host] 7
                    /tenant/{x} Landlord [] [] false [same-host] 1024
                    /tenant/{x} Tenant [] [a.example, b.example] false [same-host] 1024
                    /tenant/{y} Owner [] [] false [same-host] 1024""", deck.send("routes?").receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-004 the prefix is in front of all routes that do not begin with it, and nothing is there without it")
    void prefix() throws Exception {
        Map<String, String> speaking = Map.of("Sec-WebSocket-Protocol", "v1.example");
        assertEquals("harbour-master {}", at(prefixed, "/files/all/harbour-master", speaking));
        assertEquals("404", at(prefixed, "/harbour-master", speaking));
        assertEquals("files {1=main, 2=c}", at(prefixed, "/files/all/files/main.c"));
        assertEquals("404", at(prefixed, "/files/main.c"));
        try (RawWebSocket echo =
                RawSocket.connect(prefixed.toURI()).get("/files/all/echo").upgrade()) {
            assertEquals("ahoy", echo.send("ahoy").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-006 the configured component is the only one, also where another one has the same route")
    void component() throws Exception {
        assertEquals("chosen {z=1}", at(single, "/tenant/1"));
    }
}
