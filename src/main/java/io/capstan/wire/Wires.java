package io.capstan.wire;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kind of wire that an application uses: the first accelerated one whose engine is there and as expected, else the
 * portable one. A fault of an accelerated one costs speed, never a connection and never the deployment.
 */
public final class Wires {
    /** The accelerated ones; found by name, since their classes can be loaded only where their engine is. */
    static final List<String> ACCELERATED =
            List.of("io.capstan.wire.undertow.UndertowWireFactory", "io.capstan.wire.tyrus.TyrusWireFactory");

    private static final System.Logger LOG = System.getLogger(Wires.class.getName());

    private final WireFactory portable = new PortableWire.Factory();
    private final WireFactory started;
    private volatile WireFactory chosen;

    /** What {@code capstan.wire} may be. */
    public enum Mode {
        /** The fastest that fits. */
        AUTO,
        /** The portable one. */
        PORTABLE
    }

    private Wires(@Nullable WireFactory accelerated) {
        started = accelerated == null ? portable : accelerated;
        chosen = started;
    }

    /** Portable ones. */
    static Wires portable() {
        return new Wires(null);
    }

    /**
     * Chooses for an application that runs on this container, if there is one.
     *
     * @param busyPoll see {@link WireFactory#busyPoll}
     */
    public static Wires start(Mode mode, Duration busyPoll, @Nullable ServerContainer container) {
        Wires wires = start(mode == Mode.AUTO ? ACCELERATED : List.of(), container);
        wires.started.busyPoll(busyPoll);
        return wires;
    }

    static Wires start(List<String> candidates, @Nullable ServerContainer container) {
        WireFactory fitting = null;
        for (int i = 0; container != null && fitting == null && i < candidates.size(); i++) {
            fitting = fitting(candidates.get(i), container);
        }
        Wires wires = new Wires(fitting);
        LOG.log(Level.INFO, "Messages leave by the {0} wire", wires.name());
        return wires;
    }

    /** A factory that has started, or {@code null} if its engine is not there or not as expected. */
    private static @Nullable WireFactory fitting(String candidate, ServerContainer container) {
        try {
            WireFactory factory = (WireFactory)
                    Class.forName(candidate).getDeclaredConstructor().newInstance();
            factory.start(container);
            return factory;
        } catch (WireMismatchException e) {
            LOG.log(Level.INFO, "{0} is not used: {1}", candidate, e.getMessage());
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.log(Level.DEBUG, () -> candidate + " is not used: its engine is not visible from here", e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> candidate + " is not used", e);
        }
        return null;
    }

    /** The name of the wire that new connections get. */
    public String name() {
        return chosen.name();
    }

    /** Whether new connections may be compressed. */
    public boolean compresses() {
        return chosen.compresses();
    }

    /** See {@link WireFactory#handshake}. */
    public @Nullable Object handshake() {
        WireFactory factory = chosen;
        try {
            return factory.handshake();
        } catch (RuntimeException | LinkageError e) {
            leave(factory, e);
            return null;
        }
    }

    /** See {@link WireFactory#open}; gives every session a wire. */
    public Wire open(Session session, @Nullable Object kept, Transport transport) {
        WireFactory factory = chosen;
        try {
            return factory.open(session, kept, transport);
        } catch (WireMismatchException | RuntimeException | LinkageError e) {
            if (session.isOpen()) { // one that has ended already shows nothing
                leave(factory, e);
            }
            return new PortableWire(session, transport);
        }
    }

    private void leave(WireFactory factory, Throwable why) {
        synchronized (this) {
            if (chosen != factory) {
                return;
            }
            chosen = portable;
        }
        LOG.log(
                Level.WARNING,
                () -> "The " + factory.name() + " wire does not fit; from now on messages leave by the portable one",
                why);
    }

    /** Waits until the last frames of closed connections have had the time to leave. */
    public void awaitLast() throws InterruptedException {
        Thread.sleep(chosen.lastMoment().toMillis());
    }

    /** To be called when the application has stopped. */
    public void stop() {
        try {
            started.stop();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, () -> "The " + started.name() + " wire did not stop", e);
        }
    }
}
