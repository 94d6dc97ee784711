package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.Channel.DeliveryReport;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.Publication;
import io.capstan.wire.Encoded;
import io.capstan.wire.WireConnection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A channel as applications see it: all of its connections, all but some, or only some. */
final class ChannelView implements Channel {
    private final Hub hub;
    private final String name;
    /** The ids of those that are left out. */
    private final Set<String> except;
    /** {@code null}: not only some. */
    private final @Nullable Predicate<WireConnection> only;

    ChannelView(Hub hub, String name) {
        this(hub, name, Set.of(), null);
    }

    private ChannelView(Hub hub, String name, Set<String> except, @Nullable Predicate<WireConnection> only) {
        this.hub = hub;
        this.name = name;
        this.except = except;
        this.only = only;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void join(Connection connection) {
        hub.wire(connection).ifPresent(wire -> hub.join(name, wire));
    }

    @Override
    public void leave(Connection connection) {
        hub.wire(connection).ifPresent(wire -> hub.leave(name, wire));
    }

    @Override
    public boolean has(Connection connection) {
        return hub.wire(connection)
                .filter(this::isSeen)
                .flatMap(wire -> hub.find(name).filter(topic -> topic.has(wire)))
                .isPresent();
    }

    private boolean isSeen(WireConnection connection) {
        return !except.contains(connection.id()) && (only == null || only.test(connection));
    }

    @Override
    public int size() {
        return except.isEmpty() && only == null
                ? hub.find(name).map(Topic::size).orElse(0)
                : (int) targets().count();
    }

    @Override
    public Stream<Connection> members() {
        return targets().map(Connection.class::cast);
    }

    private Stream<WireConnection> targets() {
        return hub.members(name).filter(this::isSeen);
    }

    @Override
    public Channel except(Connection... connections) {
        Set<String> both =
                Stream.concat(except.stream(), ids(connections).stream()).collect(Collectors.toUnmodifiableSet());
        return new ChannelView(hub, name, both, only);
    }

    @Override
    public Channel only(Connection... connections) {
        Set<String> ids = ids(connections);
        return narrowed(connection -> ids.contains(connection.id()));
    }

    @Override
    public Channel ofUser(String user) {
        return narrowed(connection ->
                !connection.caller().isAnonymous() && connection.caller().name().equals(user));
    }

    private Channel narrowed(Predicate<WireConnection> these) {
        return new ChannelView(hub, name, except, only == null ? these : only.and(these));
    }

    private static Set<String> ids(Connection... connections) {
        return Stream.of(connections).map(Connection::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void publish(Object data) {
        Payload payload = hub.payload(name, data); // now: what becomes of the object later does not count
        hub.afterCommit(() -> post(payload));
    }

    @Override
    public Publication publishNow(Object data) {
        return post(hub.payload(name, data)).publication();
    }

    private Posting post(Payload payload) {
        return only == null ? hub.post(name, payload, except) : hub.postTo(name, payload, this::isSeen);
    }

    @Override
    public List<Publication> history(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("A history of " + most + " publications; allowed is 0 and more.");
        }
        return hub.history(name, most).stream().map(Posting::publication).toList();
    }

    @Override
    public CompletionStage<DeliveryReport> broadcast(Message message, String... exceptIds) {
        Set<String> not = Set.copyOf(List.of(exceptIds));
        Encoded encoded = hub.encoder().encode(message);
        return Reports.send(
                encoded, targets().filter(each -> !not.contains(each.id())).toList(), Set.of());
    }

    @Override
    public CompletionStage<DeliveryReport> multicast(Message message, Collection<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        Encoded encoded = hub.encoder().encode(message);
        return Reports.send(
                encoded, targets().filter(each -> wanted.contains(each.id())).toList(), wanted);
    }

    @Override
    public String toString() {
        return "Channel[" + name + "]";
    }
}
