package io.capstan.wire;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Message;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A view of the registry: a source of connections, narrowed by a condition. */
final class ConnectionView implements Connections {
    private static final Predicate<Connection> ANY = connection -> true;

    private final Supplier<? extends Collection<WireConnection>> source;
    private final Function<String, @Nullable WireConnection> byId;
    private final Map<Class<?>, Set<WireConnection>> byComponent;
    private final Encoder encoder;
    private final Predicate<? super Connection> condition;
    private final @Nullable Class<?> type;

    ConnectionView(
            Supplier<? extends Collection<WireConnection>> source,
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Set<WireConnection>> byComponent,
            Encoder encoder) {
        this(source, byId, byComponent, encoder, ANY, null);
    }

    private ConnectionView(
            Supplier<? extends Collection<WireConnection>> source,
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Set<WireConnection>> byComponent,
            Encoder encoder,
            Predicate<? super Connection> condition,
            @Nullable Class<?> type) {
        this.source = source;
        this.byId = byId;
        this.byComponent = byComponent;
        this.encoder = encoder;
        this.condition = condition;
        this.type = type;
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
        return source.get().stream().filter(condition).map(Connection.class::cast);
    }

    @Override
    public Connections of(Class<?> component) {
        if (type != null && type != component) {
            return new ConnectionView(Set::of, id -> null, byComponent, encoder, condition, component);
        }
        return new ConnectionView(
                () -> byComponent.getOrDefault(component, Set.of()), byId, byComponent, encoder, condition, component);
    }

    @Override
    public Connections where(Predicate<? super Connection> more) {
        Predicate<Connection> both = connection -> condition.test(connection) && more.test(connection);
        return new ConnectionView(source, byId, byComponent, encoder, both, type);
    }

    @Override
    public Connections except(Connection... connections) {
        Set<String> ids = Stream.of(connections).map(Connection::id).collect(Collectors.toSet());
        return where(connection -> !ids.contains(connection.id()));
    }

    @Override
    public int size() {
        return condition == ANY ? source.get().size() : (int) all().count();
    }

    @Override
    public int broadcast(Message message) {
        Outgoing outgoing = encoder.encode(message);
        int taken = 0;
        for (WireConnection connection : source.get()) {
            if (condition.test(connection) && connection.post(outgoing)) {
                taken++;
            }
        }
        return taken;
    }
}
