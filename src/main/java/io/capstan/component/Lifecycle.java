package io.capstan.component;

import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import io.capstan.wire.Announcement;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What goes with the beginning and the end of the connections of an application, beside {@code onOpen} and {@code onClose}. */
public final class Lifecycle {
    private final @Nullable Announcement<Connection> opened;
    private final @Nullable Announcement<Connection> closed;
    /** By the class of the component; those that do not want to know have none. */
    private final Map<Class<?>, Optional<Occupancy>> occupancies = new ConcurrentHashMap<>();

    /** One without events. */
    public Lifecycle() {
        this.opened = null;
        this.closed = null;
    }

    /** One that fires its events to these beans. */
    public Lifecycle(BeanManager beans) {
        this.opened = new Announcement<>(beans, Connection.class, Opened.Literal.INSTANCE);
        this.closed = new Announcement<>(beans, Connection.class, Closed.Literal.INSTANCE);
    }

    /** The event that the connection was opened, if anybody observes it. */
    Optional<Announcement<Connection>> opened(Connection connection) {
        return heard(opened, connection);
    }

    /** The event that the connection was closed, if anybody observes it. */
    Optional<Announcement<Connection>> closed(Connection connection) {
        return heard(closed, connection);
    }

    private static Optional<Announcement<Connection>> heard(
            @Nullable Announcement<Connection> event, Connection connection) {
        return event != null && event.isHeard(connection) ? Optional.of(event) : Optional.empty();
    }

    /** Who counts the connections of a component that wants to know of the first or the last one. */
    Optional<Occupancy> occupancy(Component component) {
        return occupancies.computeIfAbsent(
                component.type(),
                type -> InterfaceStyle.overrides(type, "onFirstOpen") || InterfaceStyle.overrides(type, "onLastClose")
                        ? Optional.of(new Occupancy())
                        : Optional.empty());
    }
}
