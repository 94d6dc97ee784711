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

    private final Source source;
    private final Predicate<? super Connection> condition;
    private final @Nullable Class<?> type;
    private final @Nullable String without;

    /**
     * What a view is made of.
     *
     * @param only the only connections that count; {@code null}: all
     */
    private record Source(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire,
            @Nullable Supplier<Stream<WireConnection>> only) {}

    ConnectionView(
            Function<String, @Nullable WireConnection> byId,
            Map<Class<?>, Audience> byComponent,
            Encoder encoder,
            Supplier<String> wire) {
        this(new Source(byId, byComponent, encoder, wire, null), ANY, null, null);
    }

    private ConnectionView(
            Source source, Predicate<? super Connection> condition, @Nullable Class<?> type, @Nullable String without) {
        this.source = source;
        this.condition = condition;
        this.type = type;
        this.without = without;
    }

    /** The connections of a caller. */
    ConnectionView ofUser(String name, UserIndex users) {
        Function<String, @Nullable WireConnection> own = id -> {
            WireConnection connection = source.byId().apply(id);
            return connection != null
                            && !name.isEmpty()
                            && connection.caller().name().equals(name)
                    ? connection
                    : null;
        };
        Source some = new Source(own, Map.of(), source.encoder(), source.wire(), () -> users.connections(name));
        return new ConnectionView(some, condition, type, without);
    }

    /** Whether each of its connections has to be looked at. */
    private boolean isNarrowed() {
        return condition != ANY || source.only() != null;
    }

    private Collection<Audience> audiences() {
        if (type == null) {
            return source.byComponent().values();
        }
        Audience one = source.byComponent().get(type);
        return one == null ? List.of() : List.of(one);
    }

    private boolean isOfType(WireConnection connection) {
        return type == null || type == connection.component();
    }

    private boolean has(WireConnection connection) {
        return !connection.id().equals(without) && condition.test(connection);
    }

    private @Nullable WireConnection excepted() {
        return without == null ? null : source.byId().apply(without);
    }

    private Stream<WireConnection> members() {
        Supplier<Stream<WireConnection>> only = source.only();
        return only == null
                ? audiences().stream()
                        .flatMap(audience -> audience.all().stream())
                        .filter(this::has)
                : only.get().filter(this::isOfType).filter(this::has);
    }

    @Override
    public Optional<Connection> find(String id) {
        WireConnection connection = source.byId().apply(id);
        return connection != null && isOfType(connection) && has(connection)
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
            return new ConnectionView(id -> null, Map.of(), source.encoder(), source.wire());
        }
        return new ConnectionView(source, condition, component, without);
    }

    @Override
    public Connections where(Predicate<? super Connection> more) {
        Predicate<Connection> both = connection -> condition.test(connection) && more.test(connection);
        return new ConnectionView(source, both, type, without);
    }

    @Override
    public Connections except(Connection... connections) {
        if (connections.length == 1 && without == null) {
            return new ConnectionView(source, condition, type, connections[0].id());
        }
        Set<String> ids = Stream.of(connections).map(Connection::id).collect(Collectors.toSet());
        return where(connection -> !ids.contains(connection.id()));
    }

    @Override
    public int size() {
        if (isNarrowed()) {
            return (int) members().count();
        }
        WireConnection except = excepted();
        return audiences().stream().mapToInt(audience -> audience.size(except)).sum();
    }

    @Override
    public String wire() {
        return source.wire().get();
    }

    private int byLanguage(Encoded encoded) {
        Map<String, List<WireConnection>> readers = members().collect(Collectors.groupingBy(encoded::language));
        readers.forEach((language, connections) -> Audience.publish(connections, encoded.in(language)));
        return readers.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public int broadcast(Message message) {
        Encoded encoded = source.encoder().encode(message);
        if (encoded.isLocalized()) {
            return byLanguage(encoded);
        }
        Outgoing outgoing = encoded.general();
        if (isNarrowed()) {
            return Audience.publish(members().toList(), outgoing);
        }
        WireConnection except = excepted();
        return audiences().stream()
                .mapToInt(audience -> audience.publish(outgoing, except))
                .sum();
    }
}
