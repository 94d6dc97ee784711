package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Origins;
import io.capstan.Route;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.net.URL;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every spelling of a path leads to the same place on every server, and none slips past a rule. */
@ExtendWith(ArquillianExtension.class)
class OddPathsIT {
    private static final String NONE = "404";

    @ArquillianResource
    URL url;

    /** Says where it is and what it was told. */
    @Route("/room/{id}")
    @Origins("*")
    public static class Room implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            connection.send(getClass().getSimpleName().charAt(0) + " "
                    + new TreeMap<>(connection.handshake().variables()));
        }
    }

    /** Open to everybody. */
    @Route("/open/**")
    @Origins("*")
    public static class Open extends Room {}

    /** Not for foreign pages. */
    @Route("/open/guarded/**")
    @Origins("https://friend.example")
    public static class Guarded extends Room {}

    /** Not for strangers. */
    @Route({"/open/staff", "/open/staff/{x}"})
    @Origins("*")
    @RolesAllowed("staff")
    public static class Staff extends Room {}

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("odd-paths", Room.class, Open.class, Guarded.class, Staff.class);
    }

    /**
     * A path and what becomes of it.
     *
     * @param earlier the servers that answer themselves, and what; see docs/containers.md
     */
    private record Row(String path, String expected, Map<Host, String> earlier) {

        Row but(Host host, String instead) {
            Map<Host, String> more = new EnumMap<>(Host.class);
            more.putAll(earlier);
            more.put(host, instead);
            return new Row(path, expected, more);
        }

        String here() {
            return earlier.getOrDefault(Host.current(), expected);
        }
    }

    private static Row row(String path, String expected) {
        return new Row(path, expected, Map.of());
    }

    private static Stream<Row> spellings() {
        return Stream.of(
                row("/room/a", "R {id=a}"),
                row("/room/a?id=b", "R {id=a}"),
                row("/room/a?/../../x", "R {id=a}"),
                row("/%72oom/a", "R {id=a}"),
                row("/room/a%20b", "R {id=a b}"),
                row("/room/a+b", "R {id=a+b}"),
                row("/room/%C3%A9", "R {id=é}"),
                row("/room/a%2Fb", "R {id=a/b}"),
                row("/room/a%2fb", "R {id=a/b}"),
                row("/room/a%5Cb", "R {id=a\\b}").but(Host.PAYARA, "400"),
                row("/room/a%252Fb", "R {id=a%2Fb}"),
                row("/room/a%3Bv", "R {id=a;v}"),
                row("/room/a;v=1", "R {id=a}"),
                row("/room;v=1/a", "R {id=a}"),
                row("/room/a;v=%2F..%2Fb", "R {id=a}"),
                row("/room/...", "R {id=...}").but(Host.PAYARA, "400"),
                row("/room/a?x=%zz", "R {id=a}").but(Host.EMBEDDED, "400").but(Host.WILDFLY, "400"),
                row("/room/a?x={1}&y=a|b", "R {id=a}").but(Host.EMBEDDED, "400").but(Host.WILDFLY, "400"),
                row("/ROOM/a", NONE),
                row("/room", NONE),
                row("/room/", NONE),
                row("/room/a/", NONE),
                row("/room/a/b", NONE),
                row("/room//a", NONE),
                row("//room/a", NONE),
                row("/room/;/a", NONE),
                row("/room/./a", NONE),
                row("/./room/a", NONE),
                row("/room/x/../a", NONE),
                row("/x/../room/a", NONE),
                row("/room/.", NONE).but(Host.PAYARA, "404 or 200").but(Host.WILDFLY, "404 or 200"),
                row("/room/..", NONE).but(Host.PAYARA, "404 or 200"),
                row("/room/..;v=1/room/a", NONE),
                row("/room/%2e", NONE),
                row("/room/%2e%2e/room/a", NONE),
                row("/room/..%2Fx", NONE),
                row("/room/x%2F%2e%2e%2Fy", NONE),
                row("/room/x%5C..%5Cy", NONE).but(Host.PAYARA, "400"),
                row("/room/a%00", NONE).but(Host.PAYARA, "400"),
                row("/room/a%0Ab", NONE),
                row("/room/%C0%AF", NONE).but(Host.PAYARA, "400"),
                row("/room/%FF", NONE).but(Host.PAYARA, "400"),
                row("/room/%zz", NONE)
                        .but(Host.EMBEDDED, "400")
                        .but(Host.WILDFLY, "400")
                        .but(Host.PAYARA, "200"),
                row("/room/a%4", NONE)
                        .but(Host.EMBEDDED, "400")
                        .but(Host.WILDFLY, "400")
                        .but(Host.PAYARA, "200"),
                row("/room%2Fa", NONE));
    }

    private static Stream<Row> guarded() {
        return Stream.of(
                row("/open/x", "O {**=x}"),
                row("/open", "O {**=}"),
                row("/open/guarded", "403"),
                row("/open/guarded/x/y", "403"),
                row("/open/guarded;v=1/x", "403"),
                row("/open;v=1/guarded", "403"),
                row("/open/%67uarded/x", "403"),
                row("/open/%67%75%61rded/x?origin=no", "403"),
                row("/open/guarded/%2Fx", "403"),
                row("/open/staff", "401"),
                row("/open/staff/x", "401"),
                row("/open/staff;jsessionid=1", "401"),
                row("/open/st%61ff/x", "401"),
                row("/open/GUARDED/x", "O {**=GUARDED/x}"),
                row("/open/guarded%2Fx", "O {**=guarded/x}"),
                row("/open/guarded%20/x", "O {**=guarded /x}"),
                row("/open/staff%3Bx", "O {**=staff;x}"),
                row("/open//guarded/x", NONE),
                row("//open/guarded/x", NONE),
                row("/open/guarded/", NONE),
                row("/open/staff/", NONE),
                row("/open/./guarded/x", NONE),
                row("/open/x/../guarded/x", NONE),
                row("/open/guarded/../x", NONE),
                row("/open/x%2F..%2Fguarded", NONE),
                row("/open/guarded%00/x", NONE).but(Host.PAYARA, "400"),
                row("/capstan-websocket", NONE),
                row("/open/../capstan-websocket", NONE),
                row("/capstan-websocket;x", NONE),
                row("/capstan-websocket/", NONE),
                row("/%63apstan-websocket", NONE));
    }

    @Test
    @DisplayName("PAR-100 PAR-102 NOT-07 NOT-08 a path is read the same way on every server, however it is spelled")
    void everySpelling() throws Exception {
        assertEquals(Map.of(), wrong(spellings()));
    }

    @Test
    @DisplayName("no spelling of a path gets past the origins, the roles or the gate of a route")
    void nothingSlipsPast() throws Exception {
        assertEquals(Map.of(), wrong(guarded()));
    }

    private Map<String, String> wrong(Stream<Row> rows) throws Exception {
        URI base = url.toURI();
        Map<String, String> wrong = new TreeMap<>();
        rows.forEach(row -> {
            String got = got(base, row);
            if (!List.of(row.here().split(" or ")).contains(got)) {
                wrong.put(row.path(), got + ", not " + row.here());
            }
        });
        return wrong;
    }

    private static String got(URI base, Row row) {
        try (RawSocket socket = RawSocket.connect(base)) {
            return socket.request("GET", base.getPath().replaceFirst("/$", "") + row.path())
                    .header("Origin", "https://stranger.example")
                    .textOrStatus();
        } catch (RuntimeException | AssertionError e) {
            return e.toString();
        }
    }
}
