package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Concurrent;
import io.capstan.Connection;
import io.capstan.Message;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs for one connection at the same time. */
@Timeout(30)
class ConcurrentTest {
    private static final CloseInfo END =
            new CloseInfo(1000, "", CloseInfo.Initiator.PEER, Instant.EPOCH, Optional.empty());

    private final FakeConnection connection = new FakeConnection();
    private final Queue<Runnable> handed = new ArrayDeque<>();
    private final Executor refusing = task -> {
        throw new RejectedExecutionException();
    };

    /** Notes what it hears, at once. */
    static class Parallel {
        final List<String> calls = new CopyOnWriteArrayList<>();

        @OnMessage
        @Concurrent
        void hear(String text) {
            calls.add(text);
            if (text.equals("fail")) {
                throw new IllegalStateException();
            }
        }

        @OnError
        void failed(Throwable error) {
            calls.add("error");
        }

        @OnClose
        void left() {
            calls.add("close");
        }
    }

    /** Returns stages, which the test completes. */
    static class Staged {
        final Map<String, CompletableFuture<Object>> stages = new ConcurrentHashMap<>();
        final List<String> calls = new CopyOnWriteArrayList<>();

        @OnMessage
        CompletionStage<Object> hear(String text) {
            return stages.computeIfAbsent(text, key -> new CompletableFuture<>());
        }

        @OnError
        void failed(Throwable error, Connection connection) {
            calls.add(error.getMessage());
        }

        @OnClose
        void left() {
            calls.add("close");
        }
    }

    private Callbacks callbacks(Object bean, Executor workers, int most) {
        Invoker invoker = new Invoker(
                RequestContexts.Call::run,
                Runnable::run,
                Runnable::run,
                new Berths(Integer.MAX_VALUE),
                Invoker.OnError.CLOSE,
                new Parallelism(workers, most),
                new Lifecycle());
        Callbacks callbacks = new Callbacks(new Components().behind(bean), connection, invoker, connection::isClosing);
        callbacks.open();
        return callbacks;
    }

    @Test
    @DisplayName("PAR-133 @Concurrent messages are handed to workers, and onClose waits for all of them")
    void closeLast() {
        Parallel bean = new Parallel();
        Callbacks callbacks = callbacks(bean, handed::add, 16);
        callbacks.message("1");
        callbacks.message("2");
        assertEquals(List.of(), bean.calls);
        callbacks.closed(END, () -> bean.calls.add("told"));
        Runnable first = handed.remove();
        handed.remove().run();
        assertEquals(List.of("2"), bean.calls);
        first.run();
        assertEquals(List.of("2", "1", "close", "told"), bean.calls);
    }

    @Test
    @DisplayName("where no worker is free, a @Concurrent handler runs on the thread of its connection")
    void noWorker() {
        Parallel bean = new Parallel();
        Callbacks callbacks = callbacks(bean, refusing, 1);
        callbacks.message("1");
        callbacks.message("2");
        callbacks.closed(END, () -> {});
        assertEquals(List.of("1", "2", "close"), bean.calls);
    }

    @Test
    @DisplayName("PAR-124 PAR-125 a @Concurrent handler that fails reaches onError and closes, before onClose")
    void fails() {
        Parallel bean = new Parallel();
        Callbacks callbacks = callbacks(bean, handed::add, 16);
        callbacks.message("fail");
        callbacks.closed(END, () -> {});
        handed.remove().run();
        assertEquals(List.of("fail", "error", "close"), bean.calls);
        assertEquals(List.of("1011 Internal server error"), connection.closes);
    }

    @Test
    @DisplayName("with as many under way as may be, the next message waits until one is done")
    void bounded() throws InterruptedException {
        Parallel bean = new Parallel();
        Callbacks callbacks = callbacks(bean, handed::add, 1);
        callbacks.message("1");
        Thread reader = new Thread(() -> callbacks.message("2"));
        reader.start();
        Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
        assertEquals(1, handed.size());
        handed.remove().run();
        reader.join();
        handed.remove().run();
        assertEquals(List.of("1", "2"), bean.calls);
    }

    @Test
    @DisplayName(
            "a message that waits for a stage waits no longer when its connection ends; it was read, so it is handled")
    void endsMeanwhile() throws InterruptedException {
        Staged bean = new Staged();
        Callbacks callbacks = callbacks(bean, refusing, 1);
        callbacks.message("never complete");
        Thread reader = new Thread(() -> callbacks.message("2"));
        reader.start();
        Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
        callbacks.ending();
        reader.join();
        callbacks.closed(END, () -> bean.calls.add("told"));
        assertEquals(List.of("close", "told"), bean.calls);
        assertEquals(2, bean.stages.size());
    }

    @Test
    @DisplayName("a stage is replied when it is complete; other messages do not wait for it")
    void stages() {
        Staged bean = new Staged();
        Callbacks callbacks = callbacks(bean, refusing, 16);
        callbacks.message("1");
        callbacks.message("2");
        bean.stages.get("2").complete("two");
        bean.stages.get("1").complete(Optional.empty());
        assertEquals(List.of(Message.text("two")), connection.sent);
        callbacks.message("1");
        assertEquals(1, connection.sent.size(), "a stage that is complete already, with nothing");
    }

    @Test
    @DisplayName("PAR-124 PAR-125 a stage that fails is an exception of its handler: onError, then 1011")
    void stageFails() {
        Staged bean = new Staged();
        callbacks(bean, refusing, 16).message("1");
        bean.stages.get("1").completeExceptionally(new IllegalStateException("late"));
        assertEquals(List.of("late"), bean.calls);
        assertEquals(List.of("1011 Internal server error"), connection.closes);
    }

    @Test
    @DisplayName("a stage that fails after onClose tells nobody")
    void stageFailsLate() {
        Staged bean = new Staged();
        Callbacks callbacks = callbacks(bean, refusing, 16);
        callbacks.message("1");
        callbacks.closed(END, () -> {});
        bean.stages.get("1").completeExceptionally(new IllegalStateException("late"));
        assertEquals(List.of("close"), bean.calls);
        assertTrue(connection.closes.isEmpty());
    }
}
