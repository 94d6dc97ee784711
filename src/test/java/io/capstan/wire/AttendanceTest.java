package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Connections;
import io.capstan.Users;
import io.capstan.Users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttendanceTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final List<FutureTask<?>> alarms = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> graces = Collections.synchronizedList(new ArrayList<>());
    private final SeContainer container = SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(Observers.class)
            .initialize();
    private final Announcer announcer = new Announcer(threads, Runnable::run);
    private UserIndex users = index(this::plan);
    private Attendance attendance = attend(users, this::plan);

    /** Writes down who comes and goes. */
    @ApplicationScoped
    public static class Observers {
        private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

        void came(@Observes @Users.Online User user) {
            SEEN.add("+" + user.name());
        }

        void went(@Observes @Users.Offline User user) {
            SEEN.add("-" + user.name());
        }
    }

    private UserIndex index(BiFunction<Duration, Runnable, Future<?>> alarm) {
        return new UserIndex(name -> {
            throw new AssertionError("nobody asks for the " + Connections.class + " of " + name + " " + alarm);
        });
    }

    private Attendance attend(UserIndex index, BiFunction<Duration, Runnable, Future<?>> alarm) {
        Attendance made = new Attendance(index, container.getBeanManager(), announcer, GRACE, alarm);
        index.tell(made);
        return made;
    }

    private Future<?> plan(Duration grace, Runnable task) {
        FutureTask<?> alarm = new FutureTask<>(task, null);
        alarms.add(alarm);
        graces.add(grace);
        return alarm;
    }

    @BeforeEach
    void forget() {
        Observers.SEEN.clear();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
        container.close();
    }

    private List<String> seen() {
        assertTrue(announcer.awaitAll(Duration.ofSeconds(20)));
        return List.copyOf(Observers.SEEN);
    }

    /** Of one user, whose events are in order. */
    private List<String> of(String user) {
        return seen().stream().filter(event -> event.substring(1).equals(user)).toList();
    }

    private static WireConnection connection(String user) {
        return Connected.as(Caller.of(user));
    }

    @Test
    @DisplayName(
            "a user is online with the first of its connections, and offline when the last one has been gone for 5 s")
    void once() {
        WireConnection one = connection("ada");
        WireConnection two = connection("ada");
        users.add(one);
        users.add(two);
        users.remove(one);
        assertEquals(List.of(), alarms);
        users.remove(two);
        users.remove(two);
        assertEquals(List.of("+ada"), seen());
        assertEquals(List.of(GRACE), graces);
        alarms.get(0).run();
        assertEquals(List.of("+ada", "-ada"), seen());
    }

    @Test
    @DisplayName("a user who comes back in time has not been away, also if the timer has gone off already")
    void grace() {
        WireConnection one = connection("ada");
        users.add(one);
        users.remove(one);
        users.add(one);
        assertTrue(alarms.get(0).isCancelled());
        users.remove(one);
        users.add(one);
        List<Runnable> late = List.copyOf(alarms);
        late.forEach(Runnable::run);
        assertEquals(List.of("+ada"), seen());
        users.remove(one);
        alarms.get(2).run();
        users.add(one);
        assertEquals(List.of("+ada", "-ada", "+ada"), seen());
    }

    @Test
    @DisplayName("a timer that is late does not end a later grace")
    void lateTimer() {
        List<Runnable> tasks = new ArrayList<>();
        BiFunction<Duration, Runnable, Future<?>> deaf = (time, task) -> {
            tasks.add(task);
            return new FutureTask<>(() -> {}, null);
        };
        users = index(deaf);
        attendance = attend(users, deaf);
        WireConnection one = connection("ada");
        users.add(one);
        users.remove(one);
        users.add(one);
        users.remove(one);
        tasks.get(0).run();
        assertEquals(List.of("+ada"), seen());
        tasks.get(1).run();
        assertEquals(List.of("+ada", "-ada"), seen());
    }

    @Test
    @DisplayName("when the application stops, those who have gone are offline at once; anonymous callers are nobody")
    void close() {
        WireConnection one = connection("ada");
        users.add(one);
        users.add(Connected.anonymously());
        users.add(connection("bob"));
        users.remove(one);
        attendance.close();
        assertEquals(List.of("+ada", "-ada"), of("ada"));
        assertEquals(List.of("+bob"), of("bob"));
        assertEquals(3, seen().size());
    }

    @Test
    @DisplayName("each exactly once and in turn, whoever comes and goes: 8 threads, 20 users, 40,000 connections")
    void concurrent() throws Exception {
        BiFunction<Duration, Runnable, Future<?>> soon =
                (time, task) -> timer.schedule(task, 200, TimeUnit.MICROSECONDS);
        users = index(soon);
        attendance = attend(users, soon);
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "user" + i).toList();
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            work.add(threads.submit(() -> IntStream.range(0, 5_000).forEach(i -> {
                WireConnection connection =
                        connection(names.get(ThreadLocalRandom.current().nextInt(names.size())));
                users.add(connection);
                if (i % 7 == 0) {
                    Thread.yield();
                }
                users.remove(connection);
            })));
        }
        for (Future<?> one : work) {
            one.get();
        }
        Awaitility.await().untilAsserted(() -> names.forEach(name -> assertEquals("-" + name, last(name))));
        for (String name : names) {
            List<String> events = seen().stream()
                    .filter(event -> event.substring(1).equals(name))
                    .toList();
            for (int i = 0; i < events.size(); i++) {
                assertEquals((i % 2 == 0 ? "+" : "-") + name, events.get(i), () -> "in turn: " + events);
            }
        }
        assertTrue(seen().size() > 2 * names.size(), "some came and went more than once");
    }

    private String last(String name) {
        List<String> events = of(name);
        return events.isEmpty() ? "nothing of " + name : events.get(events.size() - 1);
    }
}
