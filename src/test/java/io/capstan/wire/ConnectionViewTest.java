package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.Connections;
import io.capstan.Message;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionViewTest {
    private final ConnectionRegistry registry = new ConnectionRegistry();
    private final Connections connections = registry.connections();
    private final Rig first = new Rig(Rig.ROOMY, String.class);
    private final Rig second = new Rig(Rig.ROOMY, String.class);
    private final Rig other = new Rig(Rig.ROOMY, Integer.class);

    /** Counts how often it was encoded. */
    public static final class Counting {
        private int encoded;

        public int getEncoded() {
            return ++encoded;
        }
    }

    @BeforeEach
    void add() {
        List.of(first, second, other).forEach(rig -> registry.add(rig.connection));
    }

    private static Set<String> ids(Connections view) {
        return view.all().map(io.capstan.Connection::id).collect(Collectors.toSet());
    }

    private static Set<String> ids(Rig... rigs) {
        return java.util.Arrays.stream(rigs).map(rig -> rig.connection.id()).collect(Collectors.toSet());
    }

    @Test
    @DisplayName("PAR-160 any connection is found by its id, and only by its id")
    void find() {
        assertEquals(Optional.of(first.connection), connections.find(first.connection.id()));
        assertEquals(Optional.empty(), connections.find("?"));
        registry.remove(first.connection);
        assertEquals(Optional.empty(), connections.find(first.connection.id()));
    }

    @Test
    @DisplayName("an id has 22 characters, and no two are the same")
    void id() {
        assertTrue(first.connection.id().matches("[A-Za-z0-9_-]{22}"), first.connection.id());
        assertEquals(3, ids(connections).size());
    }

    @Test
    @DisplayName("PAR-129 a view of a component has its connections and no others")
    void of() {
        Connections view = connections.of(String.class);
        assertEquals(ids(first, second), ids(view));
        assertEquals(2, view.size());
        assertEquals(Optional.empty(), view.find(other.connection.id()));
        assertTrue(view.find(first.connection.id()).isPresent());
        assertEquals(0, connections.of(Long.class).size());
    }

    @Test
    @DisplayName("a view of two components at once is empty")
    void ofBoth() {
        Connections view = connections.of(String.class).of(Integer.class);
        assertEquals(0, view.size());
        assertEquals(Set.of(), ids(view));
        assertEquals(Optional.empty(), view.find(other.connection.id()));
        assertEquals(2, connections.of(String.class).of(String.class).size());
    }

    @Test
    @DisplayName("where and except narrow a view, in whatever order")
    void narrow() {
        String id = first.connection.id();
        Connections view = connections.where(connection -> !connection.id().equals(id));
        assertEquals(ids(second, other), ids(view));
        assertEquals(2, view.size());
        assertEquals(Optional.empty(), view.find(id));
        assertEquals(ids(second), ids(view.of(String.class)));
        assertEquals(ids(second), ids(connections.of(String.class).except(first.connection)));
        assertEquals(ids(other), ids(connections.except(first.connection, second.connection)));
        assertEquals(3, connections.except().size());
    }

    @Test
    @DisplayName("a broadcast to all but one, or but some, leaves these out")
    void broadcastExcept() {
        assertEquals(1, connections.of(String.class).except(first.connection).broadcast("a"));
        assertEquals(
                1, connections.except(first.connection).except(other.connection).broadcast("b"));
        assertEquals(3, connections.except().broadcast("c"));
        assertEquals(2, connections.of(String.class).except(other.connection).broadcast("d"));
        assertEquals(1, connections.of(String.class).except(first.connection).size());
        assertEquals(2, connections.of(String.class).except(other.connection).size());
        assertEquals(List.of("c", "d"), first.wire.texts());
        assertEquals(List.of("a", "b", "c", "d"), second.wire.texts());
        assertEquals(List.of("c"), other.wire.texts());
    }

    @Test
    @DisplayName("views are live")
    void live() {
        Connections view = connections.of(String.class).except(first.connection);
        registry.remove(second.connection);
        assertEquals(0, view.size());
        registry.add(second.connection);
        assertEquals(1, view.size());
    }

    @Test
    @DisplayName("a broadcast reaches all of the view, encoded once")
    void broadcast() {
        Counting counting = new Counting();
        assertEquals(3, connections.broadcast(Message.json(counting)));
        assertEquals(1, counting.encoded);
        for (Rig rig : List.of(first, second, other)) {
            assertEquals(List.of("{\"encoded\":1}"), rig.wire.texts());
        }
    }

    @Test
    @DisplayName("all receivers of a broadcast share one encoded message")
    void shared() {
        connections.broadcast("x");
        assertTrue(first.wire.batches.get(0).messages().get(0)
                == second.wire.batches.get(0).messages().get(0));
    }

    @Test
    @DisplayName("a broadcast counts the connections of its view, and one that is closed stops nobody")
    void counts() {
        first.connection.close();
        assertEquals(2, connections.of(String.class).broadcast("x"));
        assertEquals(List.of("x"), second.wire.texts());
        assertEquals(List.of(), other.wire.texts());
    }

    @Test
    @DisplayName("PAR-157 a broadcast closes the connection whose outbox is full, and no other")
    void full() {
        Rig tiny = new Rig(new OutboxOptions(1, 1024, OverflowPolicy.CLOSE), String.class);
        registry.add(tiny.connection);
        tiny.wire.holding();
        for (int i = 0; i < 3; i++) {
            connections.broadcast("x");
        }
        assertEquals(1013, tiny.end().code());
        assertEquals(3, first.wire.texts().size());
    }

    @Test
    @DisplayName("what JSON-B cannot encode is an IllegalArgumentException, before anything is sent")
    void notJson() {
        Object odd = new Object() {
            @SuppressWarnings("unused")
            public String getText() {
                throw new IllegalStateException("no");
            }
        };
        assertThrows(IllegalArgumentException.class, () -> connections.broadcast(Message.json(odd)));
        assertEquals(List.of(), first.wire.texts());
    }

    @Test
    @DisplayName("closeAll closes all with one code, drops those that are late, and says whether all were told in time")
    void closeAll() throws InterruptedException {
        List<Rig> rigs = List.of(first, second, other);
        assertEquals(false, registry.closeAll(CloseCode.GOING_AWAY, "bye", Duration.ofMillis(1)));
        for (Rig rig : rigs) {
            assertEquals(List.of("1001 bye"), rig.wire.closes);
            assertEquals(1001, rig.end().code(), "a connection that did not end in time was dropped");
        }
        rigs.forEach(rig -> registry.remove(rig.connection));
        assertEquals(false, registry.closeAll(CloseCode.GOING_AWAY, "bye", Duration.ofMillis(1)), "not told yet");
        rigs.forEach(rig -> registry.left());
        assertEquals(true, registry.closeAll(CloseCode.GOING_AWAY, "bye", Duration.ZERO));
    }
}
