package io.capstan.wire;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A view of the registry: all connections or those of one component, without one of them, and narrowed by a condition.
 * Without a condition, nothing is looked at for each connection.
 */
final class ConnectionView implements Connections {
    private static final Predicate<Connection> ANY = connection -> true;

    private final Function<String, @Nullable WireConnection> byId;
    private final Map<Class<?>, Audience> byComponent;
    private final Encoder encoder;
    private final Supplier<String> wire;
    private final Predicate<? super Connection> condition;
    private final @Nullable Class<?> type;
    private final @Nullable String without;

    ConnectionView(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire) {
        this(byId, byComponent, encoder, wire, ANY, null, null);
    }

    private ConnectionView(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire,
            Predicate<? super Connection> condition,
            @Nullable Class<?> type,
            @Nullable String without) {
        this.byId = byId;
        this.byComponent = byComponent;
        this.encoder = encoder;
        this.wire = wire;
        this.condition = condition;
        this.type = type;
        this.without = without;
    }

    private Collection<Audience> audiences() {
        if (type == null) {
            return byComponent.values();
        }
        Audience one = byComponent.get(type);
        return one == null ? List.of() : List.of(one);
    }

    private boolean has(WireConnection connection) {
        return !connection.id().equals(without) && condition.test(connection);
    }

    private @Nullable WireConnection excepted() {
        return without == null ? null : byId.apply(without);
    }

    private Stream<WireConnection> members() {
        return audiences().stream().flatMap(audience -> audience.all().stream()).filter(this::has);
    }

    @Override
    public Optional<Connection> find(String id) {
        WireConnection connection = byId.apply(id);
        return connection != null && (type == null || type == connection.component()) && has(connection)
                ? Optional.of(connection)
                : Optional.empty();
    }

    @Override
    public Stream<Connection> all() {
        return members().map(Connection.class::cast);
    }

    @Override
    public Connections of(Class<?> component) {
        if (type != null && type != component) {
            return new ConnectionView(id -> null, Map.of(), encoder, wire);
        }
        return new ConnectionView(byId, byComponent, encoder, wire, condition, component, without);
    }

    @Override
    public Connections where(Predicate<? super Connection> more) {
        Predicate<Connection> both = connection -> condition.test(connection) && more.test(connection);
        return new ConnectionView(byId, byComponent, encoder, wire, both, type, without);
    }

    @Override
    public Connections except(Connection... connections) {
        if (connections.length == 1 && without == null) {
            return new ConnectionView(byId, byComponent, encoder, wire, condition, type, connections[0].id());
        }
        Set<String> ids = Stream.of(connections).map(Connection::id).collect(Collectors.toSet());
        return where(connection -> !ids.contains(connection.id()));
    }

    @Override
    public int size() {
        if (condition != ANY) {
            return (int) members().count();
        }
        WireConnection except = excepted();
        return audiences().stream().mapToInt(audience -> audience.size(except)).sum();
    }

    @Override
    public String wire() {
        return wire.get();
    }

    @Override
    public int broadcast(Message message) {
        Outgoing outgoing = encoder.encode(message);
        if (condition != ANY) {
            return Audience.publish(members().toList(), outgoing);
        }
        WireConnection except = excepted();
        return audiences().stream()
                .mapToInt(audience -> audience.publish(outgoing, except))
                .sum();
    }
}
