package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.component.Invoker.OnError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Invoker invoker = new Invoker(RequestContexts.Call::run, threads, OnError.CLOSE);

    /** Meets the other one. */
    class Meeting implements MessageComponent {
        private final CyclicBarrier barrier;

        Meeting(CyclicBarrier barrier) {
            this.barrier = barrier;
        }

        @Override
        public CompletionStage<?> onShutdown() throws Exception {
            barrier.await();
            told.add("meeting");
            return CompletableFuture.runAsync(() -> told.add("later"), threads);
        }
    }

    /** Fails. */
    class Failing implements MessageComponent {
        @Override
        public CompletionStage<?> onShutdown() {
            told.add("failing");
            throw new AssertionError("as it should");
        }
    }

    /** Gives what it may not. */
    class Careless implements MessageComponent {
        @Override
        public CompletionStage<?> onShutdown() {
            told.add("careless");
            return null;
        }
    }

    /** Is never ready. */
    class Endless implements MessageComponent {
        @Override
        public CompletionStage<?> onShutdown() {
            told.add("endless");
            return new CompletableFuture<>();
        }
    }

    /** Is ready at once, when it is told again. */
    static class Counting implements MessageComponent {
        private final AtomicInteger times;

        Counting(AtomicInteger times) {
            this.times = times;
        }

        @Override
        public CompletionStage<?> onShutdown() {
            return times.incrementAndGet() == 1 ? new CompletableFuture<>() : CompletableFuture.completedStage(null);
        }
    }

    /** Does not care. */
    static class Indifferent implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {}
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Duration tell(Duration most, MessageComponent... components) throws InterruptedException {
        long before = System.nanoTime();
        new Shutdown(invoker).tell(Stream.of(components).map(new Components()::behind), most);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Test
    @DisplayName("PAR-137 all components are told at the same time, and their stages are awaited")
    void together() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        tell(LONG, new Meeting(both), new Indifferent(), new Meeting(both) {});
        assertEquals(Set.of("meeting", "later"), told);
    }

    @Test
    @DisplayName("PAR-137 one that fails, or returns nothing, keeps none of the others from being told and awaited")
    void failing() throws Exception {
        tell(LONG, new Failing(), new Careless(), new Meeting(new CyclicBarrier(1)));
        assertEquals(Set.of("failing", "careless", "meeting", "later"), told);
    }

    @Test
    @DisplayName("PAR-137 one that is named twice is told once, and awaited")
    void once() throws Exception {
        AtomicInteger times = new AtomicInteger();
        MessageComponent mounted = new Counting(times);
        Duration taken = tell(Duration.ofMillis(200), mounted, mounted);
        assertEquals(1, times.get());
        assertTrue(taken.compareTo(Duration.ofMillis(200)) >= 0, taken.toString());
    }

    @Test
    @DisplayName("PAR-137 one that is never ready is awaited for so long")
    void late() throws Exception {
        Duration taken = tell(Duration.ofMillis(200), new Endless());
        assertTrue(taken.compareTo(Duration.ofMillis(200)) >= 0, taken.toString());
        assertEquals(Set.of("endless"), told);
    }

    @Test
    @DisplayName("PAR-137 without threads nobody is told, and nobody is waited for")
    void noThreads() throws Exception {
        Invoker stopped = new Invoker(
                RequestContexts.Call::run,
                task -> {
                    throw new RejectedExecutionException();
                },
                OnError.CLOSE);
        new Shutdown(stopped).tell(List.of(new Components().behind(new Endless())).stream(), LONG);
        assertEquals(Set.of(), told);
    }
}
