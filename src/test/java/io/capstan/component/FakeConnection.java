package io.capstan.component;

import io.capstan.Caller;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Delivery;
import io.capstan.Handshake;
import io.capstan.Message;
import jakarta.servlet.http.HttpSession;
import java.io.InputStream;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** A connection that keeps what it is told. */
final class FakeConnection implements Connection {
    final List<Message> sent = new ArrayList<>();
    final List<String> closes = new ArrayList<>();
    Caller caller = Caller.ANONYMOUS;

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Handshake handshake() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return Optional.empty();
    }

    @Override
    public Map<String, Object> attributes() {
        return new HashMap<>();
    }

    @Override
    public CompletionStage<Delivery> send(Message message) {
        sent.add(message);
        return CompletableFuture.completedStage(Delivery.WRITTEN);
    }

    @Override
    public CompletionStage<Delivery> send(Reader text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Delivery> send(InputStream binary) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Duration> ping() {
        return CompletableFuture.completedStage(Duration.ZERO);
    }

    @Override
    public boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public Stats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CloseInfo> closeInfo() {
        return Optional.empty();
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    boolean isClosing() {
        return !closes.isEmpty();
    }

    @Override
    public void close(int code, String reason) {
        closes.add(code + " " + reason);
    }
}
