package io.capstan.wire;

import io.capstan.CloseCode;
import io.capstan.Connections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the open connections of one application, by component and by id. */
@ApplicationScoped
@Typed(ConnectionRegistry.class)
public class ConnectionRegistry {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final Map<Class<?>, Audience> byComponent = new ConcurrentHashMap<>();
    /** Connections that have left the maps, and of whose end not all know, or not all has left; guarded by {@code this}. */
    private int leaving;

    private volatile Wires wires = Wires.portable();

    private final Encoder encoder = new Encoder(JsonbBuilder::create);

    /** What applications inject. */
    @Produces
    @ApplicationScoped
    Connections connections() {
        return new ConnectionView(this::find, byComponent, encoder, () -> wires.name());
    }

    /** Connections use these wires from now on. */
    public void use(Wires started) {
        wires = started;
    }

    /** The encoder for messages to many. */
    public Encoder encoder() {
        return encoder;
    }

    /** Adds a connection that was opened. */
    public void add(WireConnection connection) {
        byComponent
                .computeIfAbsent(connection.component(), component -> new Audience())
                .add(connection);
    }

    /** Removes a connection that has ended, before its component is told; {@link #left} follows. */
    public void remove(WireConnection connection) {
        synchronized (this) {
            leaving++;
        }
        Audience siblings = byComponent.get(connection.component());
        if (siblings != null) {
            siblings.remove(connection);
        }
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

    /** All there are at this moment. */
    public List<WireConnection> all() {
        return byComponent.values().stream()
                .flatMap(audience -> audience.all().stream())
                .toList();
    }

    private boolean isEmpty() {
        return byComponent.values().stream().allMatch(audience -> audience.all().isEmpty());
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
