package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Origins;
import io.capstan.OutboxLimits;
import io.capstan.OverflowPolicy;
import io.capstan.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutesLogTest {
    private static final String NAME = RoutesLogTest.class.getName();

    @Route(
            value = {"/buoy/{n=1}", "/*.buoy"},
            subprotocols = {"v2.example", "v1.example"},
            hosts = "sea.example")
    @Origins({"https://sea.example", "same-host"})
    @OutboxLimits(messages = 5, bytes = 2048, policy = OverflowPolicy.DROP_OLDEST)
    static class Buoy implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {}
    }

    @Route
    static class LightHouse implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {}
    }

    @Test
    @DisplayName("PAR-107 each route is a line of the log at the start: class, subprotocols, hosts, origins, limits")
    void lines() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Logger logger = Logger.getLogger("io.capstan.endpoint.Bootstrap");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try (CapstanServer server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(Buoy.class, LightHouse.class))
                .start()) {
            String buoy = "; subprotocols: v2.example, v1.example; hosts: sea.example; origins:"
                    + " https://sea.example:443, same-host; limits: message.max-bytes=65536, outbox.messages=5,"
                    + " outbox.bytes=2048, outbox.policy=drop-oldest";
            assertEquals(
                    List.of(
                            NAME + "$Buoy is mounted at /*.buoy" + buoy,
                            NAME + "$Buoy is mounted at /buoy/{n=1}" + buoy,
                            NAME + "$LightHouse is mounted at /light-house; subprotocols: none; hosts: any; origins:"
                                    + " same-host; limits: message.max-bytes=65536, outbox.messages=1024,"
                                    + " outbox.bytes=1048576, outbox.policy=close"),
                    lines.stream().filter(line -> line.contains(NAME)).toList(),
                    () -> "at " + server.uri());
        } finally {
            logger.removeHandler(handler);
        }
    }
}
