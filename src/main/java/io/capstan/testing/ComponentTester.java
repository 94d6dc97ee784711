package io.capstan.testing;

import io.capstan.CloseCode;
import io.capstan.Connections;
import io.capstan.WiringException;
import io.capstan.component.Shutdown;
import io.capstan.component.StandAlone;
import io.capstan.wire.WireConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs one component in memory: no container, no CDI, no network, and a clock that is set by hand.
 *
 * <pre>{@code
 * try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
 *     FakeConnection ada = chat.connect("/chat/ada");
 *     ada.sendText("hello");
 *     assertEquals(List.of("ada: hello"), ada.received());
 * }
 * }</pre>
 *
 * <p>Connection, outbox, heartbeat and the way to the handlers are those of the product, so that order, close codes, what
 * is sent and {@code onClose} are as on a server. What a container does is not there: no interceptors, contexts or
 * transactions, no injection but what {@link #of} says, no gate but for routes, subprotocols and roles, and no limit on
 * what clients send. JSON needs a JSON-B implementation in the class path.
 *
 * <p><b>Threads.</b> A tester is used by one thread, which also runs the handlers, {@code @Concurrent} ones too.
 * Conversations and streams have threads of their own. Each method returns when all of them wait for the client, or for
 * the clock; it fails when one of them is busy for ten seconds.
 *
 * @param <T> the class of the component
 */
public final class ComponentTester<T> implements AutoCloseable {
    private static final String GOODBYE = "The server is being stopped";

    private final T bean;
    private final StandAlone mounted;
    private final Stage stage;
    private final VirtualClock clock;
    private final Failures failures;
    private final Duration shutdownTimeout;
    private boolean stopped;

    ComponentTester(T bean, StandAlone mounted, Stage stage, VirtualClock clock, Failures failures, Duration shutdown) {
        this.bean = bean;
        this.mounted = mounted;
        this.stage = stage;
        this.clock = clock;
        this.failures = failures;
        this.shutdownTimeout = shutdown;
    }

    /**
     * Runs a component of any style, at the routes of its class, with the default settings. Its fields with {@code @Inject}
     * of the types {@link Connections}, {@link io.capstan.Channels}, {@link io.capstan.Users} and {@link io.capstan.Caller}, and
     * those with {@link io.capstan.ChannelName}, are filled, if they are
     * {@code null}; all others are the test's business.
     *
     * @throws WiringException if it could not be deployed, with all that is wrong
     */
    public static <T> ComponentTester<T> of(T component) {
        return builder(connections -> component).start();
    }

    /** To set what is not as usual. The function makes the component, with what a container would inject. */
    public static <T> ComponentTesterBuilder<T> builder(Function<Connections, T> component) {
        return new ComponentTesterBuilder<>(component);
    }

    /** The component. */
    public T component() {
        return bean;
    }

    /** What the component can inject. */
    public Connections connections() {
        return stage.registry().connections();
    }

    /**
     * Opens a connection, of an anonymous caller who says nothing but this.
     *
     * @param target path and query, as a client sends them: {@code /chat/blue?lang=en}
     * @throws HandshakeRefusedException if the gate would have refused it
     */
    public FakeConnection connect(String target) {
        return request(target).connect();
    }

    /** A handshake, to which more can be added. */
    public FakeHandshake request(String target) {
        return new FakeHandshake(this, target);
    }

    FakeConnection open(FakeHandshake handshake) {
        return new FakeConnection(this, handshake.identity(mounted));
    }

    Stage stage() {
        return stage;
    }

    /**
     * Lets so much time pass at once: what {@link io.capstan.Connection#schedule} has planned runs, conversations stop
     * waiting, heartbeats and time-outs do what they do, all in their order. A caller's expiry, which is a time of the
     * calendar, is none of it.
     */
    public void advance(Duration time) {
        long end = clock.in(time);
        settle();
        while (runNext(end)) {
            stage.crew().settle();
        }
        clock.goOn(end);
        settle();
    }

    private boolean runNext(long until) {
        return clock.next(until)
                .map(task -> {
                    task.run();
                    return true;
                })
                .orElse(false);
    }

    /** Does all there is to do now, without letting time pass; for what threads of the application have begun. */
    public void settle() {
        do {
            stage.crew().settle();
        } while (runNext(clock.getAsLong()));
    }

    void sweep() {
        for (WireConnection connection : stage.registry().all()) {
            connection.tick(clock.getAsLong());
        }
    }

    /** What handlers and conversations have thrown, in order, but what was meant for the client. Looking is enough. */
    public List<Throwable> errors() {
        settle();
        return failures.look();
    }

    /** Stops as an application does: {@code onShutdown}, then all connections are closed with 1001. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            new Shutdown(stage.invoker().on(Runnable::run)).tell(Stream.of(stage.component()), shutdownTimeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stage.registry().all().forEach(connection -> connection.close(CloseCode.GOING_AWAY, GOODBYE));
        settle();
    }

    /**
     * Stops, and ends what does not end by itself.
     *
     * @throws AssertionError if a handler or a conversation has failed and nobody has looked at {@link #errors()}
     */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            dismiss();
        }
        failures.check();
    }

    private void dismiss() {
        stage.registry().all().forEach(paused -> paused.closed(CloseCode.ABNORMAL.code(), ""));
        stage.crew().dismiss();
    }
}
