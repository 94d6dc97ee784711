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

/** A view of the registry: all connections or those of one component, narrowed by a condition. */
final class ConnectionView implements Connections {
    private static final Predicate<Connection> ANY = connection -> true;

    private final Function<String, @Nullable WireConnection> byId;
    private final Map<Class<?>, Audience> byComponent;
    private final Encoder encoder;
    private final Supplier<String> wire;
    private final Predicate<? super Connection> condition;
    private final @Nullable Class<?> type;

    ConnectionView(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire) {
        this(byId, byComponent, encoder, wire, ANY, null);
    }

    private ConnectionView(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire,
            Predicate<? super Connection> condition,
            @Nullable Class<?> type) {
        this.byId = byId;
        this.byComponent = byComponent;
        this.encoder = encoder;
        this.wire = wire;
        this.condition = condition;
        this.type = type;
    }

    private Collection<Audience> audiences() {
        if (type == null) {
            return byComponent.values();
        }
        Audience one = byComponent.get(type);
        return one == null ? List.of() : List.of(one);
    }

    private Stream<WireConnection> members() {
        return audiences().stream().flatMap(audience -> audience.all().stream()).filter(condition);
    }

    @Override
    public Optional<Connection> find(String id) {
        WireConnection connection = byId.apply(id);
        return connection != null && (type == null || type == connection.component()) && condition.test(connection)
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
        return new ConnectionView(byId, byComponent, encoder, wire, condition, component);
    }

    @Override
    public Connections where(Predicate<? super Connection> more) {
        Predicate<Connection> both = connection -> condition.test(connection) && more.test(connection);
        return new ConnectionView(byId, byComponent, encoder, wire, both, type);
    }

    @Override
    public Connections except(Connection... connections) {
        Set<String> ids = Stream.of(connections).map(Connection::id).collect(Collectors.toSet());
        return where(connection -> !ids.contains(connection.id()));
    }

    @Override
    public int size() {
        return condition == ANY
                ? audiences().stream()
                        .mapToInt(audience -> audience.all().size())
                        .sum()
                : (int) members().count();
    }

    @Override
    public String wire() {
        return wire.get();
    }

    @Override
    public int broadcast(Message message) {
        Outgoing outgoing = encoder.encode(message);
        return condition == ANY
                ? audiences().stream()
                        .mapToInt(audience -> audience.publish(outgoing))
                        .sum()
                : Audience.publish(members().toList(), outgoing);
    }
}
