package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.Publication;
import io.capstan.Publication.Position;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A channel without some, or with only some of its connections. */
class ChannelViewTest {
    private final HubRig rig = HubRig.keeping(Shards.inline(), 10, Duration.ofMinutes(1));
    private final FakeClient ada = rig.client().as("ada");
    private final FakeClient ada2 = rig.numberedClient().as("ada");
    private final FakeClient bob = rig.numberedClient().as("bob");
    private final FakeClient eve = rig.client();
    private final Channel room = rig.channel("room");

    @BeforeEach
    void join() {
        for (FakeClient each : List.of(ada, ada2, bob, eve)) {
            room.join(each.connection());
        }
    }

    private void assertHeard(List<String> byAda, List<String> byAda2, List<String> byBob, List<String> byEve) {
        assertEquals(byAda, ada.texts());
        assertEquals(byAda2, ada2.texts());
        assertEquals(byBob, bob.texts());
        assertEquals(byEve, eve.texts());
    }

    @Test
    @DisplayName("except: all but one or some get it, and it has its place and stays in the history")
    void except() {
        Publication first = room.except(bob.connection()).publishNow("1");
        room.except(bob.connection(), ada.connection()).except(eve.connection()).publish("2");
        room.publish("3");
        assertHeard(List.of("1", "3"), List.of("1:1", "2:2", "3:3"), List.of("3:3"), List.of("1", "3"));
        assertEquals(Optional.of(1L), first.position().map(Position::offset));
        assertEquals(3, room.history(10).size());
        assertEquals(
                1,
                room.except(bob.connection())
                        .except(ada.connection(), eve.connection())
                        .size());
    }

    @Test
    @DisplayName("only and ofUser: those alone get it, it has no place, and is not kept")
    void only() {
        Publication first = room.only(bob.connection(), eve.connection()).publishNow("1");
        room.ofUser("ada").publish("2");
        room.ofUser("ada").except(ada2.connection()).publish("3");
        room.ofUser("").publish("nobody has no name");
        room.publish("4");
        assertHeard(List.of("2", "3", "4"), List.of("0:2", "1:4"), List.of("0:1", "1:4"), List.of("1", "4"));
        assertTrue(first.position().isEmpty());
        assertEquals(1, room.history(10).size());
        assertEquals(
                List.of(ada.connection()),
                room.ofUser("ada").except(ada2.connection()).members().toList());
        assertEquals(2, room.ofUser("ada").size());
    }

    @Test
    @DisplayName("what a view publishes to a channel that nobody uses makes no channel")
    void unused() {
        rig.channel("empty").only(ada.connection()).publish("x");
        rig.channel("empty").ofUser("ada").publish("x");
        assertEquals(List.of("room"), rig.names());
    }

    @Test
    @DisplayName("a history of fewer than no publications, and a payload that is too large, are refused with a reason")
    void refused() {
        String negative = assertThrows(IllegalArgumentException.class, () -> room.history(-1))
                .getMessage();
        assertEquals("A history of -1 publications; allowed is 0 and more.", negative);
        String large = "x".repeat((1 << 20) + 1);
        String message = assertThrows(IllegalArgumentException.class, () -> room.publish(large))
                .getMessage();
        assertEquals("A publication of 1048577 bytes is too large for the channel room, which takes 1048576.", message);
        assertEquals(0, room.history(10).size());
    }
}
