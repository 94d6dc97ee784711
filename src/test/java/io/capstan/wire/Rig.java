package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseInfo;
import io.capstan.Handshake;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A connection on a {@link FakeWire}, with a clock of its own. */
final class Rig {
    static final WireOptions TIMES = new WireOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(25), 2, Duration.ZERO, Duration.ZERO);
    static final OutboxOptions ROOMY = new OutboxOptions(1024, 1 << 20, OverflowPolicy.CLOSE);

    static final Shards INLINE = Shards.inline();

    final FakeWire wire = new FakeWire();
    final ManualClock clock = new ManualClock();
    final List<CloseInfo> ended = Collections.synchronizedList(new ArrayList<>());
    final List<Runnable> later = Collections.synchronizedList(new ArrayList<>());
    /** How many results were told on a thread that may block. */
    volatile int told;
    /** What was planned, to be run by the test. */
    final List<FutureTask<?>> alarms = Collections.synchronizedList(new ArrayList<>());

    final WireConnection connection;

    Rig() {
        this(ROOMY);
    }

    Rig(OutboxOptions options) {
        this(options, Rig.class);
    }

    Rig(OutboxOptions options, Class<?> component) {
        this(options, component, INLINE);
    }

    Rig(OutboxOptions options, Shards shards) {
        this(options, Rig.class, shards);
    }

    private Rig(OutboxOptions options, Class<?> component, Shards shards) {
        WireSupport support = new WireSupport(
                TIMES, new Encoder(), clock, later::add, this::listener, shards, this::alarm, Runnable::run);
        connection = new WireConnection(identity(component), wire, options, support, this::ended);
    }

    private void listener(Runnable result) {
        told++;
        result.run();
    }

    private void ended(CloseInfo info) {
        ended.add(info);
        connection.exitAll();
    }

    private Future<?> alarm(Duration delay, Runnable task) {
        FutureTask<?> alarm = new FutureTask<>(task, null);
        alarms.add(alarm);
        return alarm;
    }

    static Identity identity(Class<?> component) {
        return new Identity(component, handshake(), Caller.ANONYMOUS, Map.of(), Optional.empty());
    }

    /** Time passes, and the heartbeat looks. */
    void tick(Duration time) {
        clock.advance(time);
        connection.tick(clock.getAsLong());
    }

    void runLater() {
        later.forEach(Runnable::run);
        later.clear();
    }

    CloseInfo end() {
        if (ended.size() != 1) {
            throw new AssertionError("the listener was told " + ended.size() + " times: " + ended);
        }
        return ended.get(0);
    }

    static Handshake handshake() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("client", 1);
        return new Handshake(
                "ws://a.example/chat",
                "/chat",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                address,
                address,
                false,
                Instant.EPOCH);
    }

    /** Why a stage has failed. */
    static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isCompletedExceptionally()) {
            throw new AssertionError("the stage has not failed: " + future);
        }
        try {
            future.join();
            throw new AssertionError();
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** The result of a stage that is complete, {@code null} if it is not. */
    static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }
}
