package io.capstan.wamp.pubsub;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.PubSubComponent.Topic;
import io.capstan.Wamp;
import io.capstan.channel.Permissions;
import io.capstan.wamp.Broker;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.v1.UriMapping;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks a component what becomes of subscriptions and publications. What the rules of channels forbid, it is not asked. */
final class ComponentBroker implements Broker {
    /** No connection has this id. */
    private static final String NOBODY = "";

    private final Topics topics;
    private final Permissions permissions;
    private final int most;

    /** The subscriptions of the sessions that have some, by their ids. */
    private final Map<Long, Subscribed> sessions = new ConcurrentHashMap<>();

    /**
     * What a session has subscribed to, written by its own thread.
     *
     * @param connection its id
     * @param topics their URIs, by subscription
     */
    private record Subscribed(String connection, Map<Long, String> topics) {}

    /** @param most how many topics a session may subscribe to */
    ComponentBroker(Topics topics, Permissions permissions, int most) {
        this.topics = topics;
        this.permissions = permissions;
        this.most = most;
    }

    @Override
    public Set<String> features() {
        return Set.of("publisher_exclusion", "subscriber_blackwhite_listing");
    }

    // subscribing

    @Override
    public void subscribe(Session session, WampMessage.Subscribe request) throws ProtocolViolation {
        Participant client = Participant.of(session);
        String uri = UriMapping.back(request.topic());
        Topic topic = topics.topic(uri);
        if (!request.options().string("match").orElse("exact").equals("exact")) {
            refuse(session, request, "wamp.error.option_not_allowed", "Topics are subscribed to one by one here.");
            return;
        }
        Subscribed mine = sessions.get(session.id());
        Optional<Long> known =
                mine == null ? Optional.empty() : topics.number(uri).filter(mine.topics()::containsKey);
        if (known.isPresent() && !topic.has(client.connection())) {
            mine.topics().remove(known.get()); // the component has ended it
            topics.exit(uri);
            known = Optional.empty();
        }
        if (known.isPresent()) {
            session.send(new WampMessage.Subscribed(request.request(), known.get()));
        } else if (mine != null && mine.topics().size() >= most) {
            refuse(session, request, "capstan.error.limit_exceeded", "A session subscribes to " + most + " topics.");
        } else if (permissions.forbids(Act.SUBSCRIBE, topics.channel(uri), client.connection())) {
            refuse(session, request, Answers.NOT_AUTHORIZED, "You may not subscribe to this.");
        } else {
            boolean[] allowed = {false};
            boolean decided = client.run(
                    session, request, () -> allowed[0] = client.bean().beforeSubscribe(client.connection(), topic));
            if (decided && !allowed[0]) {
                refuse(session, request, Answers.NOT_AUTHORIZED, "You may not subscribe to this.");
            } else if (decided) {
                join(session, request, client, uri);
                client.run(session, request, () -> client.bean().onSubscribe(client.connection(), topic));
            }
        }
    }

    private void join(Session session, WampMessage.Subscribe request, Participant client, String uri) {
        long id = topics.enter(uri);
        sessions.computeIfAbsent(
                        session.id(),
                        first -> new Subscribed(client.connection().id(), new ConcurrentHashMap<>(2)))
                .topics()
                .put(id, uri);
        Runnable greeting = () -> session.send(new WampMessage.Subscribed(request.request(), id));
        if (!topics.join(uri, client.connection(), session.protocol(), id, greeting)) {
            greeting.run();
        }
    }

    @Override
    public void unsubscribe(Session session, WampMessage.Unsubscribe request) {
        Subscribed mine = sessions.get(session.id());
        String uri = mine == null ? null : mine.topics().remove(request.subscription());
        if (uri == null) {
            refuse(session, request, "wamp.error.no_such_subscription", "This session has no such subscription.");
            return;
        }
        Participant client = Participant.of(session);
        topics.leave(uri, client.connection());
        topics.exit(uri);
        session.send(new WampMessage.Unsubscribed(request.request(), null));
        client.run(session, request, () -> client.bean().onUnsubscribe(client.connection(), topics.topic(uri)));
    }

    @Override
    public void leave(Session session) {
        Subscribed mine = sessions.remove(session.id());
        if (mine != null) {
            mine.topics().values().forEach(uri -> {
                session.connection().ifPresent(connection -> topics.leave(uri, connection));
                topics.exit(uri);
            });
        }
    }

    // publishing

    @Override
    public void publish(Session session, WampMessage.Publish request, Grant grant) throws ProtocolViolation {
        Participant client = Participant.of(session);
        String uri = UriMapping.back(request.topic());
        Dict options = request.options();
        boolean acknowledge = options.flag("acknowledge");
        Set<String> exclude = connections(options, "exclude").orElseGet(HashSet::new);
        if (options.flag("exclude_me", true)) {
            exclude.add(client.connection().id());
        }
        Set<String> eligible = connections(options, "eligible")
                .map(chosen -> chosen.isEmpty() ? Set.of(NOBODY) : chosen)
                .orElse(Set.of());
        if (options.members().keySet().stream().anyMatch(ComponentBroker::isByName)) {
            refuse(session, request, "wamp.error.option_not_allowed", "Receivers are chosen by their sessions here.");
        } else if (permissions.forbids(Act.PUBLISH, topics.channel(uri), client.connection())) {
            refuse(session, request, Answers.NOT_AUTHORIZED, "You may not publish to this.");
        } else if (!permissions.admit(topics.channel(uri), client.connection())) {
            refuse(session, request, "capstan.error.limit_exceeded", "Publications follow each other too fast.");
        } else {
            boolean done = client.run(session, request, () -> client.bean()
                    .onPublish(
                            client.connection(),
                            topics.topic(uri),
                            event(request.arguments()),
                            Set.copyOf(exclude),
                            Set.copyOf(eligible)));
            if (done && acknowledge) {
                session.send(new WampMessage.Published(request.request(), Ids.publication()));
            }
        }
    }

    private static boolean isByName(String option) {
        return option.endsWith("_authid") || option.endsWith("_authrole");
    }

    /** The ids of the connections whose sessions a list names; who has subscribed to nothing is left out. */
    private Optional<Set<String>> connections(Dict options, String name) throws ProtocolViolation {
        Optional<List<@Nullable Object>> ids = options.list(name);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Set<String> connections = new HashSet<>();
        for (Object id : ids.get()) {
            if (!(id instanceof Long session)) {
                throw new ProtocolViolation("The members of " + name + " have to be integers.");
            }
            Subscribed known = sessions.get(session);
            if (known != null) {
                connections.add(known.connection());
            }
        }
        return Optional.of(connections);
    }

    /** What was published, as the application sees it. */
    private static @Nullable Object event(Arguments arguments) {
        List<@Nullable Object> positional = arguments.positional();
        Map<String, @Nullable Object> named = arguments.named();
        return positional.size() == 1 && named.isEmpty() ? positional.get(0) : new Wamp.Result(positional, named);
    }

    /** A component has no procedures and topics that are about itself. */
    @Override
    public void announce(String topic, Arguments arguments) {}

    private static void refuse(Session session, WampMessage.Request request, String error, String why) {
        Answers.refuse(session, request, error, Arguments.of(why));
    }
}
