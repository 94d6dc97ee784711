package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.Connections;
import io.capstan.Users;
import io.capstan.settings.OnePerApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the open connections of one application, by component, by id and by the name of the caller. */
@OnePerApplication
@Typed(ConnectionRegistry.class)
public class ConnectionRegistry {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final Map<Class<?>, Audience> byComponent = new ConcurrentHashMap<>();
    private final UserIndex users = new UserIndex(this::connectionsOf);
    /** Those whose callers have not authenticated yet: looked after like all others, but nobody else sees them. */
    private final Set<WireConnection> waiting = ConcurrentHashMap.newKeySet();
    /** Connections that have left the maps, and of whose end not all know, or not all has left; guarded by {@code this}. */
    private int leaving;

    private volatile Wires wires = Wires.portable();

    private final Encoder encoder = new Encoder();

    /** What applications inject. */
    @Produces
    @ApplicationScoped
    public Connections connections() {
        return new ConnectionView(this::find, byComponent, encoder, () -> wires.name());
    }

    /** What applications inject. */
    @Produces
    @ApplicationScoped
    public Users users() {
        return users;
    }

    private Connections connectionsOf(String name) {
        return new ConnectionView(this::find, byComponent, encoder, () -> wires.name()).ofUser(name, users);
    }

    /** Connections use these wires from now on. */
    public void use(Wires started) {
        wires = started;
    }

    /** From now on observers are told who comes and goes. */
    public void tell(Attendance attendance) {
        users.tell(attendance);
    }

    /** The encoder for messages to many. */
    public Encoder encoder() {
        return encoder;
    }

    /** Adds a connection that was opened, but whose caller has to authenticate first; {@link #add} may follow. */
    public void addWaiting(WireConnection connection) {
        waiting.add(connection);
    }

    /** Adds a connection that was opened. */
    public void add(WireConnection connection) {
        byComponent
                .computeIfAbsent(connection.component(), component -> new Audience())
                .add(connection);
        users.add(connection);
        waiting.remove(connection);
        if (connection.hasEnded()) {
            forget(connection); // it was removed before it was added
        }
    }

    /** The caller of a listed connection has authenticated by what is spoken within its messages, or is a stranger again. */
    public void recognise(WireConnection connection, Caller caller) {
        users.remove(connection);
        connection.caller(caller);
        users.add(connection);
        if (connection.hasEnded()) {
            users.remove(connection); // it was removed before it was added
        }
    }

    /** Removes a connection that has ended, before its component is told; {@link #left} follows. */
    public void remove(WireConnection connection) {
        synchronized (this) {
            leaving++;
        }
        forget(connection);
    }

    private void forget(WireConnection connection) {
        waiting.remove(connection);
        Audience siblings = byComponent.get(connection.component());
        if (siblings != null) {
            siblings.remove(connection);
        }
        users.remove(connection);
    }

    /** The open connection of this id. */
    public Optional<WireConnection> open(String id) {
        return Optional.ofNullable(find(id));
    }

    private @Nullable WireConnection find(String id) {
        for (Audience audience : byComponent.values()) { // few: one for each component
            WireConnection connection = audience.find(id);
            if (connection != null) {
                return connection;
            }
        }
        return null;
    }

    /** All there are at this moment, with those that wait. */
    public List<WireConnection> all() {
        return Stream.concat(
                        byComponent.values().stream().flatMap(audience -> audience.all().stream()), waiting.stream())
                .toList();
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && byComponent.values().stream().allMatch(Audience::isEmpty);
    }

    /** The component of a removed connection has been told, and its last frame has left. */
    public synchronized void left() {
        leaving--;
        notifyAll();
    }

    /**
     * Closes all connections and waits until their components have been told. Those that have not ended in time are
     * dropped, and their components get a last moment to take note.
     *
     * @return whether all ended in time
     */
    public boolean closeAll(CloseCode code, String reason, Duration most) throws InterruptedException {
        all().forEach(connection -> connection.close(code, reason));
        if (awaitNone(most)) {
            return true;
        }
        all().forEach(WireConnection::drop);
        awaitNone(most.compareTo(LAST_MOMENT) < 0 ? most : LAST_MOMENT);
        return false;
    }

    private synchronized boolean awaitNone(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (leaving > 0 || !isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
