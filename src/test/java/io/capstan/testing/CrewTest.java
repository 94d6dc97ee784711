package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The crew of a test")
class CrewTest {
    private final VirtualClock clock = new VirtualClock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> journal = new ArrayList<>();

    @Test
    @DisplayName("says where somebody is who waits for nothing that the client could send")
    void busy() {
        Crew crew = new Crew(clock, Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        crew.apart(() -> {
            try {
                never.await();
            } catch (InterruptedException dismissed) {
                Thread.currentThread().interrupt();
            }
        });
        AssertionError error = assertThrows(AssertionError.class, crew::settle);
        assertTrue(error.getMessage().contains("busy for PT0.05S"), error.getMessage());
        assertTrue(error.getMessage().contains("CountDownLatch.await"), error.getMessage());
        crew.dismiss();
    }

    @Test
    @DisplayName("goes on when all wait, and wakes whoever is woken, or whose time has come")
    void waits() {
        Crew crew = new Crew(clock, Crew.PATIENCE);
        crew.apart(() -> {
            lock.lock();
            try {
                journal.add("left " + crew.await(lock, changed, 100));
                journal.add("left " + crew.await(lock, changed, 100));
            } catch (InterruptedException e) {
                journal.add("interrupted");
            } finally {
                lock.unlock();
            }
        });
        crew.settle();
        clock.goOn(40);
        lock.lock();
        try {
            crew.wake(changed);
        } finally {
            lock.unlock();
        }
        crew.settle();
        assertEquals(List.of("left 60"), journal);
        while (clock.getAsLong() < 140) {
            clock.next(140).ifPresent(Runnable::run);
        }
        crew.settle();
        assertEquals(List.of("left 60", "left 0"), journal);
    }

    @Test
    @DisplayName("is interrupted when it is dismissed")
    void dismissed() {
        Crew crew = new Crew(clock, Crew.PATIENCE);
        crew.apart(() -> {
            lock.lock();
            try {
                crew.await(lock, changed, Long.MAX_VALUE);
            } catch (InterruptedException e) {
                journal.add("interrupted");
            } finally {
                lock.unlock();
            }
        });
        crew.settle();
        crew.dismiss();
        assertEquals(List.of("interrupted"), journal);
    }
}
