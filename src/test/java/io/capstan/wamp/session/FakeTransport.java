package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.WireConnection;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport in memory: what was sent stands in a list, and time goes by when the test says so. */
final class FakeTransport implements Transport {
    final List<WampMessage> sent = new ArrayList<>();
    final List<Timer> timers = new ArrayList<>();
    Caller caller = Caller.ANONYMOUS;

    /** What happens the moment a message is sent. */
    Consumer<WampMessage> atSending = message -> {};

    @Nullable
    CloseCode closed;

    @Nullable
    HttpSession httpSession;

    record Timer(Duration delay, Runnable task, CompletableFuture<Void> future) {}

    /** All timers with at most this delay are due, but for those that were cancelled. */
    void after(Duration time) {
        List<Timer> due = timers.stream()
                .filter(timer -> timer.delay().compareTo(time) <= 0)
                .toList();
        timers.removeAll(due);
        due.stream()
                .filter(timer -> closed == null && !timer.future().isCancelled())
                .forEach(timer -> timer.task().run());
    }

    WampMessage last() {
        return sent.get(sent.size() - 1);
    }

    <M extends WampMessage> M last(Class<M> type) {
        return type.cast(last());
    }

    @Override
    public void send(WampMessage message) {
        atSending.accept(message);
        sent.add(message);
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (closed == null) {
            closed = code;
        }
    }

    @Override
    public Future<?> later(Duration delay, Runnable task) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        timers.add(new Timer(delay, task, future));
        return future;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public void caller(Caller known) {
        caller = known;
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return Optional.ofNullable(httpSession);
    }

    @Override
    public String origin() {
        return "192.0.2.1";
    }

    @Override
    public String description() {
        return "wamp.2.fake";
    }

    @Override
    public Optional<Protocol> protocol() {
        return Optional.empty();
    }

    @Override
    public Optional<WireConnection> connection() {
        return Optional.empty();
    }
}
