package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random steps of a few sessions, beside a model that looks at every subscription of every session. */
class BrokerModelTest {
    private static final int SESSIONS = 6;
    private static final int STEPS = 2000;
    private static final String[] TOPICS = {"a", "a.b", "a.b.c", "ab", "ab.b", "b.b", "b.b.c", "c"};
    private static final String[] PREFIXES = {"", "a", "a.", "a.b", "b.b.", "ab"};
    private static final String[] WILDCARDS = {".", "a.", ".b", "..", "a..c", "b.b."};

    private final BrokerRig rig = new BrokerRig();

    /** A session, with what it should have. */
    private static final class Actor {
        final TestSession session;
        final Map<Long, Wanted> subscriptions = new TreeMap<>();
        /** What should have come, each as {@code subscription topic value}. */
        final List<String> expected = new ArrayList<>();

        Actor(TestSession session) {
            this.session = session;
        }
    }

    private record Wanted(MatchPolicy match, String uri) {}

    private static <T> T any(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }

    private Actor actor(Random random) {
        String role = random.nextBoolean() ? "user" : "admin";
        String name = random.nextBoolean() ? "ann" : "bob";
        return new Actor(random.nextInt(3) == 0 ? rig.local(name, role) : rig.client(name, role));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("2,000 random steps of six sessions agree with a naive model: each event once by each subscription")
    void steps(long seed) {
        Random random = new Random(seed);
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            actors.add(actor(random));
        }
        for (int step = 0; step < STEPS; step++) {
            int at = random.nextInt(SESSIONS);
            Actor actor = actors.get(at);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> subscribe(actor, actors, random);
                case 3 -> unsubscribe(actor, random);
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        check(actor);
                        rig.broker.leave(actor.session);
                        actors.set(at, actor(random));
                    }
                }
                case 5 -> foreign(actors, any(TOPICS, random), "foreign " + step);
                default -> publish(actor, actors, random, "value " + step);
            }
        }
        actors.forEach(BrokerModelTest::check);
        actors.forEach(actor -> rig.broker.leave(actor.session));
        assertEquals(List.of(), rig.hub.channels().names().toList(), "no channel is left");
    }

    private void subscribe(Actor actor, List<Actor> all, Random random) {
        MatchPolicy match = any(MatchPolicy.values(), random);
        String uri =
                switch (match) {
                    case EXACT -> any(TOPICS, random);
                    case PREFIX -> any(PREFIXES, random);
                    case WILDCARD -> any(WILDCARDS, random);
                };
        long id = actor.session.subscribe(uri, "match", match.text());
        Wanted wanted = new Wanted(match, uri);
        for (Actor other : all) {
            other.subscriptions.forEach((known, what) -> assertEquals(what.equals(wanted), known == id, "one id each"));
        }
        actor.subscriptions.put(id, wanted);
    }

    private void unsubscribe(Actor actor, Random random) {
        if (!actor.subscriptions.isEmpty()) {
            List<Long> ids = List.copyOf(actor.subscriptions.keySet());
            long id = ids.get(random.nextInt(ids.size()));
            actor.session.unsubscribe(id);
            actor.subscriptions.remove(id);
        }
    }

    private void foreign(List<Actor> actors, String topic, String value) {
        rig.channel(topic).publish(value);
        actors.forEach(actor -> expect(actor, topic, value));
    }

    private void publish(Actor publisher, List<Actor> actors, Random random, String value) {
        Map<String, Object> options = new LinkedHashMap<>();
        Set<Actor> meant = new HashSet<>(actors);
        if (random.nextInt(3) == 0) {
            options.put("exclude_me", false);
        } else {
            meant.remove(publisher);
        }
        if (random.nextInt(6) == 0) {
            Actor out = actors.get(random.nextInt(SESSIONS));
            options.put("exclude", List.of(out.session.id()));
            meant.remove(out);
        }
        if (random.nextInt(6) == 0) {
            Set<Actor> some = Set.of(actors.get(random.nextInt(SESSIONS)));
            options.put("eligible", some.stream().map(each -> each.session.id()).toList());
            meant.retainAll(some);
        }
        if (random.nextInt(6) == 0) {
            options.put("exclude_authid", List.of("ann"));
            meant.removeIf(each -> each.session.identity().authid().equals("ann"));
        }
        if (random.nextInt(6) == 0) {
            options.put("eligible_authrole", List.of("admin"));
            meant.removeIf(each -> !each.session.identity().authrole().equals("admin"));
        }
        String topic = any(TOPICS, random);
        rig.publish(publisher.session, topic, new Dict(options), Arguments.of(value));
        meant.forEach(actor -> expect(actor, topic, value));
    }

    private static void expect(Actor actor, String topic, String value) {
        actor.subscriptions.forEach((id, wanted) -> {
            if (wanted.match().matches(wanted.uri(), topic)) {
                actor.expected.add(id + " " + (wanted.match() == MatchPolicy.EXACT ? "-" : topic) + " " + value);
            }
        });
    }

    private static void check(Actor actor) {
        Map<Object, Set<Long>> publications = new HashMap<>();
        List<String> got = new ArrayList<>();
        for (WampMessage.Event event : actor.session.events()) {
            Object value = event.arguments().positional().get(0);
            publications.computeIfAbsent(value, any -> new TreeSet<>()).add(event.publication());
            got.add(event.subscription() + " " + event.details().members().getOrDefault("topic", "-") + " " + value);
        }
        assertTrue(publications.values().stream().allMatch(ids -> ids.size() == 1), "one publication id each");
        assertEquals(byValue(actor.expected), byValue(got));
    }

    /** Those of one publication come in any order, publications in theirs. */
    private static Map<String, Set<String>> byValue(List<String> events) {
        Map<String, Set<String>> byValue = new LinkedHashMap<>();
        for (String event : events) {
            String value = event.substring(event.indexOf(' ', event.indexOf(' ') + 1));
            assertTrue(byValue.computeIfAbsent(value, any -> new TreeSet<>()).add(event), event + " came twice");
        }
        return byValue;
    }
}
