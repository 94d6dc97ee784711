package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.RequestMatcher;
import io.capstan.Routes.Mounted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MountedRoutesTest {
    private interface Pilots extends RequestMatcher {}

    @Test
    @DisplayName("PAR-107 a route is one line of the log: class, subprotocols, hosts, matcher, origins, limits")
    void line() {
        Map<String, String> limits = new LinkedHashMap<>();
        limits.put("message.max-bytes", "65536");
        limits.put("outbox.policy", "drop-oldest");
        assertEquals(
                "java.lang.String is mounted at /buoy/{n=1}; subprotocols: v2.example, v1.example; hosts: sea.example;"
                        + " matcher: " + Pilots.class.getName() + "; origins: https://sea.example:443, same-host;"
                        + " limits: message.max-bytes=65536, outbox.policy=drop-oldest",
                MountedRoutes.line(new Mounted(
                        "/buoy/{n=1}",
                        String.class,
                        List.of("v2.example", "v1.example"),
                        List.of("sea.example"),
                        Optional.of(Pilots.class),
                        List.of("https://sea.example:443", "same-host"),
                        limits)));
    }

    @Test
    @DisplayName("PAR-107 what a route does not have is said too")
    void nothing() {
        assertEquals(
                "java.lang.String is mounted at /; subprotocols: none; hosts: any; origins: same-host; limits: a=1",
                MountedRoutes.line(new Mounted(
                        "/",
                        String.class,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of("same-host"),
                        Map.of("a", "1"))));
    }
}
