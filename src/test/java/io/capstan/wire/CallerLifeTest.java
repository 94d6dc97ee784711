package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a caller lasts, and how its connections are found. */
class CallerLifeTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ConnectionRegistry registry = new ConnectionRegistry();
    private final Users users = registry.users();

    private static Caller until(Instant expiry) {
        return new Caller("ada", Set.of(), Map.of(), Optional.of(expiry));
    }

    private Rig listed(String name, Class<?> component) {
        Rig rig = new Rig(Rig.ROOMY, component);
        rig.connection.caller(name.isEmpty() ? Caller.ANONYMOUS : Caller.of(name));
        registry.add(rig.connection);
        return rig;
    }

    @Test
    @DisplayName("PAR-084 a caller who has expired closes the connection with 4401, at the next look")
    void expired() {
        Rig rig = new Rig();
        rig.connection.caller(until(Instant.now().minusMillis(1)));
        assertTrue(rig.connection.isOpen());
        rig.tick(MOMENT);
        assertEquals(List.of("4401 Token expired"), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-084 one who has not expired yet, who authenticates again, or who never does, stays")
    void lasting() {
        Rig rig = new Rig();
        for (Caller caller : List.of(until(Instant.now().plusSeconds(600)), until(Instant.MAX), Caller.of("ada"))) {
            rig.connection.caller(until(Instant.now().minusMillis(1)));
            rig.connection.caller(caller);
            rig.tick(MOMENT);
            assertTrue(rig.connection.isOpen(), caller.toString());
        }
        rig.connection.caller(until(Instant.MIN));
        assertTrue(rig.connection.isOverdue());
    }

    @Test
    @DisplayName("PAR-085 who does not authenticate in time is closed with 4408, and who does is not")
    void deadline() {
        Rig late = new Rig();
        late.connection.awaitCaller(Duration.ofSeconds(5));
        late.tick(Duration.ofMillis(4999));
        assertTrue(late.connection.isOpen());
        late.tick(MOMENT);
        assertEquals(List.of("4408 Not authenticated within PT5S"), late.wire.closes);
        Rig punctual = new Rig();
        punctual.connection.awaitCaller(Duration.ofSeconds(5));
        punctual.connection.caller(Caller.of("ada"));
        punctual.tick(Duration.ofSeconds(6));
        assertTrue(punctual.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-085 who has not authenticated yet is seen by nobody, but closed with all others")
    void waiting() throws Exception {
        Rig rig = new Rig();
        registry.addWaiting(rig.connection);
        assertEquals(0, registry.connections().size());
        assertEquals(Optional.empty(), registry.connections().find(rig.connection.id()));
        assertEquals(0, registry.connections().broadcast("secret"));
        assertEquals(false, registry.closeAll(CloseCode.GOING_AWAY, "bye", Duration.ofMillis(1)));
        assertEquals(List.of("1001 bye"), rig.wire.closes);
        registry.remove(rig.connection);
        registry.left();
        assertEquals(true, registry.closeAll(CloseCode.GOING_AWAY, "bye", Duration.ZERO));
    }

    @Test
    @DisplayName("a connection that ended while it was let in stays in no list")
    void endedMeanwhile() {
        Rig rig = new Rig();
        rig.connection.caller(Caller.of("ada"));
        rig.connection.drop();
        registry.remove(rig.connection);
        registry.add(rig.connection);
        assertEquals(0, registry.connections().size());
        assertEquals(false, users.online("ada"));
    }

    @Test
    @DisplayName("PAR-086 a user is online as long as there is a connection; anonymous callers are no users")
    void online() {
        Users.User ada = users.of("ada");
        assertEquals(false, users.online("ada"));
        Rig one = listed("ada", String.class);
        Rig two = listed("ada", Integer.class);
        listed("", String.class);
        assertEquals(List.of("ada"), users.names().toList());
        assertEquals(ids(one, two), ids(ada.connections()));
        registry.remove(one.connection);
        assertEquals(true, users.online("ada"));
        registry.remove(two.connection);
        assertEquals(false, users.online("ada"));
        assertEquals(0, ada.connections().size());
        assertEquals(ids(listed("ada", String.class)), ids(ada.connections()), "the view is live");
        assertEquals(0, users.of("").connections().size());
    }

    @Test
    @DisplayName("PAR-086 the connections of a user are a view like any other")
    void view() {
        Rig one = listed("ada", String.class);
        Rig two = listed("ada", Integer.class);
        Rig other = listed("bob", String.class);
        Connections ada = users.of("ada").connections();
        assertEquals(2, ada.broadcast("hello"));
        assertEquals(1, one.wire.batches.size());
        assertEquals(0, other.wire.batches.size());
        assertEquals(ids(one), ids(ada.of(String.class)));
        assertEquals(ids(two), ids(ada.except(one.connection)));
        assertEquals(ids(two), ids(ada.where(each -> each == two.connection)));
        assertEquals(1, ada.of(String.class).size());
        assertEquals(Optional.of(one.connection), ada.find(one.connection.id()));
        assertEquals(Optional.empty(), ada.find(other.connection.id()));
        assertEquals(Optional.empty(), ada.of(Integer.class).find(one.connection.id()));
    }

    @Test
    @DisplayName("PAR-086 disconnect closes all connections of a user and no other, with 4401 if nothing else is said")
    void disconnect() {
        Rig one = listed("ada", String.class);
        Rig two = listed("ada", Integer.class);
        Rig other = listed("bob", String.class);
        assertEquals(2, users.of("ada").disconnect());
        assertEquals(List.of("4401 Disconnected"), one.wire.closes);
        assertEquals(List.of("4401 Disconnected"), two.wire.closes);
        assertEquals(1, users.of("bob").disconnect(4000, "bye"));
        assertEquals(List.of("4000 bye"), other.wire.closes);
        assertEquals(0, users.of("eve").disconnect());
    }

    private static Set<String> ids(Connections view) {
        return view.all().map(Connection::id).collect(Collectors.toSet());
    }

    private static Set<String> ids(Rig... rigs) {
        return java.util.Arrays.stream(rigs).map(rig -> rig.connection.id()).collect(Collectors.toSet());
    }
}
