package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A turn")
class TurnTest {
    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }

    private static void enqueue(Rig rig, int... numbers) {
        for (int number : numbers) {
            rig.connection.enqueue(text("message " + number));
        }
    }

    private static Rig joining(Rig rig) {
        rig.wire.joins = true;
        return rig;
    }

    @Test
    @DisplayName("has what is enqueued leave at its end, in one write for each connection")
    void joins() {
        Rig one = joining(new Rig());
        Rig other = joining(new Rig());
        Turn turn = Turn.begin();
        enqueue(one, 1, 2);
        enqueue(other, 3);
        enqueue(one, 4);
        assertTrue(one.wire.batches.isEmpty());
        turn.end();
        assertEquals(1, one.wire.batches.size());
        assertEquals(List.of("message 1", "message 2", "message 4"), one.wire.texts());
        assertEquals(List.of("message 3"), other.wire.texts());
        enqueue(one, 5);
        assertEquals(2, one.wire.batches.size(), "outside of it all leaves at once");
    }

    @Test
    @DisplayName("holds back no more than a part of what an outbox takes, however little that is")
    void bounded() {
        Rig tiny = new Rig(new OutboxOptions(1, 1024, OverflowPolicy.DROP_OLDEST));
        Rig large = joining(new Rig());
        Turn turn = Turn.begin();
        enqueue(tiny, 1, 2, 3);
        assertEquals(List.of("message 1", "message 2", "message 3"), tiny.wire.texts());
        large.connection.enqueue(text("x".repeat(40_000)));
        assertEquals(1, large.wire.batches.size());
        Rig full = new Rig(new OutboxOptions(10, 1024, OverflowPolicy.CLOSE));
        enqueue(full, 1);
        full.connection.enqueue(text("x".repeat(1020)));
        assertEquals(0, full.ended.size(), "what was held back is no reason to refuse a message");
        turn.end();
        assertEquals(2, full.wire.batches.size());
        assertEquals(List.of("message 1", "message 2", "message 3"), tiny.wire.texts());
        assertEquals(1, large.wire.batches.size());
    }

    @Test
    @DisplayName("wakes another thread once for all that was left to it")
    void handsOver() {
        List<String> done = new ArrayList<>();
        Queue<Runnable> handed = new ArrayDeque<>();
        Serial serial = new Serial(handed::add);
        Turn turn = Turn.begin();
        serial.begin(() -> () -> done.add("1"));
        serial.submit(() -> done.add("2"));
        serial.submit(() -> done.add("3"));
        assertEquals(0, handed.size());
        turn.end();
        assertEquals(1, handed.size());
        handed.remove().run();
        assertEquals(List.of("1", "2", "3"), done);
    }

    @Test
    @DisplayName("puts a close frame behind what was enqueued in it")
    void closes() {
        Rig rig = joining(new Rig());
        Turn turn = Turn.begin();
        enqueue(rig, 1, 2);
        rig.connection.close(CloseCode.NORMAL, "bye");
        turn.end();
        assertEquals(List.of("message 1", "message 2"), rig.wire.texts());
        assertEquals(List.of("1000 bye"), rig.wire.closes);
    }

    @Test
    @DisplayName("flushes the others too when one connection is broken")
    void broken() {
        Rig broken = new Rig();
        broken.wire.answer = completion -> {
            throw new IOException("gone");
        };
        Rig mad = new Rig();
        mad.wire.answer = completion -> {
            throw new AssertionError("a fault of the wire's");
        };
        Rig sound = new Rig();
        Turn turn = Turn.begin();
        enqueue(broken, 1);
        enqueue(mad, 2);
        enqueue(sound, 3);
        turn.end();
        assertEquals(List.of("message 3"), sound.wire.texts());
        assertEquals(1, broken.ended.size());
    }
}
