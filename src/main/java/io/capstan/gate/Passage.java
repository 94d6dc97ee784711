package io.capstan.gate;

import io.capstan.Handshake;
import io.capstan.component.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a request was let through: made by the gate, found by the engine's configurator on the same thread, and
 * kept by the connection.
 */
public final class Passage {
    /** The key under which a session keeps its passage. */
    public static final String KEY = "io.capstan.passage";

    private static final ThreadLocal<@Nullable Passage> CURRENT = new ThreadLocal<>();

    private final Handshake handshake;
    private final Target target;
    private volatile @Nullable UpgradeGuard guard;
    private volatile @Nullable Object kept;

    Passage(Handshake handshake, Target target) {
        this.handshake = handshake;
        this.target = target;
    }

    /** The passage of the request that this thread is working on. */
    public static Optional<Passage> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Holds while this thread works on the request. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    /** What was asked for. */
    public Handshake handshake() {
        return handshake;
    }

    /** Where the route leads. */
    public Target target() {
        return target;
    }

    /** What the wire wants to have when the connection is opened. */
    public void keep(@Nullable Object something) {
        kept = something;
    }

    /** Gives away what was kept. */
    public @Nullable Object takeKept() {
        Object something = kept;
        kept = null;
        return something;
    }

    void guard(UpgradeGuard upgrade) {
        guard = upgrade;
    }

    /**
     * Drops the TCP connection, where the engine came by it through the Servlet API.
     *
     * @return whether it did
     */
    public boolean drop() {
        UpgradeGuard upgrade = guard;
        if (upgrade == null) {
            return false;
        }
        upgrade.drop();
        return true;
    }
}
