package io.capstan.gate.jwt;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a set that an identity provider publishes. They are fetched with the first token, again when they have
 * become old, and when a token names a key that is not among them; but never more often than the pause allows, whoever
 * sends which tokens. While the provider is away the last keys hold on. One thread fetches, and the others go on with the
 * keys that there are.
 */
final class RemoteKeys implements KeySource {
    private static final System.Logger LOG = System.getLogger(RemoteKeys.class.getName());

    private final String name;
    private final Loader loader;
    private final Duration fresh;
    private final Duration pause;
    private final LongSupplier clock;

    /** Held while keys are fetched; guards {@link #tried}. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Long tried;
    private volatile @Nullable Fetched fetched;

    private record Fetched(List<JsonWebKey> keys, long when) {}

    /** Gets the text of a set. */
    @FunctionalInterface
    interface Loader {
        String load() throws IOException;
    }

    /**
     * Keys that are fetched.
     *
     * @param name what they are called in the log
     * @param fresh how long they are good
     * @param pause how long there is no other attempt after one
     */
    RemoteKeys(String name, Loader loader, Duration fresh, Duration pause, LongSupplier clock) {
        this.name = name;
        this.loader = loader;
        this.fresh = fresh;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public List<JsonWebKey> keys() {
        Fetched known = fetched;
        boolean good = known != null && clock.getAsLong() - known.when() < fresh.toNanos();
        return good ? known.keys() : again();
    }

    @Override
    public List<JsonWebKey> again() {
        if (fetched == null) {
            lock.lock();
        } else if (!lock.tryLock()) {
            return known();
        }
        try {
            long now = clock.getAsLong();
            Long last = tried;
            if (last == null || now - last >= pause.toNanos()) {
                tried = now;
                fetch(now);
            }
        } finally {
            lock.unlock();
        }
        return known();
    }

    private void fetch(long now) {
        try {
            fetched = new Fetched(KeyTexts.published(loader.load()), now);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The keys at " + name + " could not be fetched: " + e);
        }
    }

    private List<JsonWebKey> known() {
        Fetched now = fetched;
        return now == null ? List.of() : now.keys();
    }
}
