package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Publication.Position;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Outgoing;
import io.capstan.wire.Shards;
import io.capstan.wire.WireConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a room above can do with channels: follow them, join in a dialect of its own, publish a form of its own. */
class FollowerTest {
    private final HubRig rig = HubRig.keeping(Shards.inline(), 5, Duration.ofHours(1));
    private final List<String> followed = new ArrayList<>();
    private final Follower follower = (posting, except) ->
            followed.add(posting.channel() + " " + posting.payload().json() + " " + except.size());

    private record Loud() implements Dialect {
        @Override
        public boolean isSpokenBy(WireConnection connection) {
            return false;
        }

        @Override
        public Outgoing encode(Posting posting) {
            String text = posting.payload().raw().text();
            return "silence".equals(text) ? null : Outgoing.text(text + "!", Optional.empty());
        }
    }

    /** Counts how often its forms are made. */
    private record Counted(AtomicInteger raws, AtomicInteger jsons, AtomicInteger places) implements Payload.Content {
        @Override
        public Outgoing raw() {
            raws.incrementAndGet();
            return Outgoing.text("raw", Optional.empty());
        }

        @Override
        public String json() {
            jsons.incrementAndGet();
            return "\"json\"";
        }

        @Override
        public int bytes() {
            return 3;
        }

        @Override
        public void placed() {
            places.incrementAndGet();
        }
    }

    @Test
    @DisplayName("a follower is told of what is published to all of a channel, whoever has joined it, until it leaves")
    void following() {
        FakeClient client = rig.client();
        rig.channel("a").publish("before");
        rig.hub.follow(follower);
        rig.channel("a").publish("1");
        rig.channel("b").except(client.connection()).publish("2");
        rig.channel("a").only(client.connection()).publish("for one");
        rig.hub.publishTo("c", Payload.ofJson("3", null), any -> false, false);
        rig.hub.unfollow(follower);
        rig.channel("a").publish("after");
        assertEquals(List.of("a \"1\" 0", "b \"2\" 1", "c 3 0"), followed);
    }

    @Test
    @DisplayName("what cannot be encoded reaches no follower")
    void faulty() {
        rig.hub.follow(follower);
        Dialect faulty = new Dialect() {
            @Override
            public boolean isSpokenBy(WireConnection connection) {
                return false;
            }

            @Override
            public Outgoing encode(Posting posting) {
                throw new IllegalStateException("no");
            }
        };
        rig.hub.joinAs("a", rig.client().connection(), faulty, () -> {});
        assertThrows(IllegalStateException.class, () -> rig.channel("a").publish("x"));
        assertEquals(List.of(), followed);
    }

    @Test
    @DisplayName("who joins in a dialect of its own is greeted first, and goes over to it if it had joined before")
    void dialects() {
        FakeClient client = rig.client();
        Loud loud = new Loud();
        rig.channel("a").join(client.connection());
        rig.channel("a").publish("plain");
        Runnable greeting = () -> client.connection().hand(Outgoing.text("hello", Optional.empty()));
        assertTrue(rig.hub.joinAs("a", client.connection(), loud, greeting));
        assertFalse(rig.hub.joinAs("a", client.connection(), loud, greeting), "it has done so before");
        rig.channel("a").publish("one");
        rig.channel("a").publish("silence");
        assertEquals(List.of("plain", "hello", "one!"), client.texts());
        assertEquals(1, rig.channel("a").size());
        rig.channel("a").leave(client.connection());
        assertEquals(0, rig.channel("a").size());
        FakeClient gone = rig.client();
        gone.drop();
        assertFalse(rig.hub.joinAs("a", gone.connection(), loud, greeting));
        assertEquals(List.of(), gone.texts());
    }

    @Test
    @DisplayName("the forms of a content are made when somebody needs them, once")
    void lazily() {
        Counted counted = new Counted(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        rig.hub.publish("a", Payload.of(counted));
        assertEquals(0, counted.raws().get() + counted.jsons().get());
        rig.channel("a").join(rig.client().connection());
        rig.channel("a").join(rig.client().connection());
        rig.hub.publish("a", Payload.of(counted));
        assertEquals(1, counted.raws().get());
        assertEquals(0, counted.jsons().get());
        assertEquals(2, counted.places().get());
        assertEquals("raw", rig.hub.history("a", 1).get(0).payload().raw().text());
    }

    @Test
    @DisplayName("what a family of dialects knows of a publication is made once, and kept with it")
    void companion() {
        AtomicInteger made = new AtomicInteger();
        rig.hub.follow((posting, except) -> posting.payload().companion(Integer.class, made::incrementAndGet));
        rig.channel("a").publish("x");
        Posting kept = rig.hub.kept("a").get(0);
        assertEquals(1, kept.payload().companion(Integer.class, made::incrementAndGet));
        assertEquals(1, made.get());
    }

    @Test
    @DisplayName("what is for some is kept beside the rest, and is in nobody's way who comes back")
    void aside() {
        rig.channel("a").publish("1");
        rig.hub.publishTo("a", Payload.ofJson("2", null), any -> true, true);
        rig.hub.publishTo("a", Payload.ofJson("not kept", null), any -> true, false);
        rig.channel("a").publish("3");
        assertEquals(List.of("1", "2", "3"), texts(rig.hub.kept("a")));
        assertEquals(List.of("1", "3"), texts(rig.hub.history("a", 10)));
        assertEquals(List.of("3"), texts(rig.hub.history("a", 1)));
        FakeClient client = rig.numberedClient();
        rig.join("a", client, new Position(rig.hub.history("a", 1).get(0).epoch(), 1));
        assertTrue(client.texts().get(0).endsWith(" 2 2:3"), client.texts().get(0));
        for (int i = 0; i < 5; i++) {
            rig.hub.publishTo("a", Payload.ofJson("x", null), any -> true, true);
        }
        FakeClient late = rig.numberedClient();
        rig.join("a", late, new Position(rig.hub.kept("a").get(0).epoch(), 1));
        assertTrue(late.texts().get(0).startsWith("false "), "what it has missed is not kept any more");
        assertEquals(Set.of("x"), Set.copyOf(texts(rig.hub.kept(name -> name.equals("a")))));
        assertEquals(List.of(), rig.hub.kept(name -> name.equals("b")));
    }

    private static List<String> texts(List<Posting> postings) {
        return postings.stream().map(posting -> posting.payload().raw().text()).toList();
    }
}
