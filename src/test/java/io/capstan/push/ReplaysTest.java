package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is known of what was done. */
class ReplaysTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
    private final Replays<String> replays = new Replays<>(3, 2000, Duration.ofNanos(100), String::length, clock::get);

    private void done(String key, String contents, String answer) {
        assertInstanceOf(Replays.Fresh.class, replays.begin(key, contents));
        replays.finish(key, answer);
    }

    @Test
    @DisplayName("what is sent again gets the same answer; something else under its key does not")
    void again() {
        done("a", "push", "pushed");
        assertEquals(new Replays.Done<>("pushed"), replays.begin("a", "push"));
        assertInstanceOf(Replays.Other.class, replays.begin("a", "pull"));
    }

    @Test
    @DisplayName("while it is being done nobody else does it; what failed may be tried again")
    void underWay() {
        assertInstanceOf(Replays.Fresh.class, replays.begin("a", "push"));
        assertInstanceOf(Replays.UnderWay.class, replays.begin("a", "push"));
        assertInstanceOf(Replays.Other.class, replays.begin("a", "pull"));
        replays.finish("a", null);
        done("a", "pull", "pulled");
    }

    @Test
    @DisplayName("it is forgotten after its time, the oldest first where there are too many or too large ones")
    void bounds() {
        done("a", "x", "1");
        clock.addAndGet(50);
        done("b", "x", "2");
        clock.addAndGet(50);
        assertEquals(1, replays.size());
        done("a", "x", "3");
        done("c", "x", "4");
        done("d", "x", "5");
        assertEquals(3, replays.size());
        assertInstanceOf(Replays.Fresh.class, replays.begin("b", "x"), "the oldest of four");
        done("e", "x", "y".repeat(1700));
        assertEquals(1, replays.size());
        done("f", "x", "y".repeat(3000));
        assertEquals(0, replays.size());
    }
}
