package io.capstan.push;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The answers to what was done, by the keys under which it was asked for, so that what is sent again is answered again and
 * not done again. Bounded in entries, in characters and in time; the oldest go first. Guarded by itself.
 *
 * @param <A> an answer
 */
final class Replays<A> {
    /** What an entry takes beside its answer, about. */
    private static final int OVERHEAD = 200;

    private final int most;
    private final long mostCharacters;
    private final long nanos;
    private final ToIntFunction<A> size;
    private final LongSupplier clock;

    /** Oldest first. */
    private final Map<String, Entry<A>> done = new LinkedHashMap<>();
    /** What is being done, and its contents. */
    private final Map<String, String> underWay = new HashMap<>();

    private long characters;

    private record Entry<A>(String contents, A answer, int size, long since) {}

    /** What is known of a key. */
    sealed interface Known<A> permits Fresh, Done, UnderWay, Other {}

    /** Nothing: the caller does it now, and says so by {@link #finish}. */
    record Fresh<A>() implements Known<A> {}

    /** It was done. */
    record Done<A>(A answer) implements Known<A> {}

    /** Somebody else is doing it. */
    record UnderWay<A>() implements Known<A> {}

    /** Something else was asked for under this key. */
    record Other<A>() implements Known<A> {}

    /** @param size how many characters an answer takes */
    Replays(int most, long mostCharacters, Duration time, ToIntFunction<A> size, LongSupplier clock) {
        this.most = most;
        this.mostCharacters = mostCharacters;
        this.nanos = time.toNanos();
        this.size = size;
        this.clock = clock;
    }

    /**
     * Something is to be done under a key.
     *
     * @param contents what tells it from something else
     */
    synchronized Known<A> begin(String key, String contents) {
        dropOld();
        String doing = underWay.get(key);
        Entry<A> entry = done.get(key);
        if (doing == null && entry == null) {
            underWay.put(key, contents);
            return new Fresh<>();
        }
        if (!contents.equals(entry == null ? doing : entry.contents())) {
            return new Other<>();
        }
        return entry == null ? new UnderWay<>() : new Done<>(entry.answer());
    }

    /**
     * It was done, or not.
     *
     * @param answer what to say to those who ask again; {@code null}: nothing was done, they may try again
     */
    synchronized void finish(String key, @Nullable A answer) {
        String contents = underWay.remove(key);
        if (answer != null && contents != null) {
            int taken = OVERHEAD + key.length() + contents.length() + size.applyAsInt(answer);
            done.put(key, new Entry<>(contents, answer, taken, clock.getAsLong()));
            characters += taken;
            dropOld();
        }
    }

    /** How many answers are kept. */
    synchronized int size() {
        dropOld();
        return done.size();
    }

    private void dropOld() {
        long oldest = clock.getAsLong() - nanos;
        for (Iterator<Entry<A>> each = done.values().iterator(); each.hasNext(); ) {
            Entry<A> entry = each.next();
            if (done.size() <= most && characters <= mostCharacters && entry.since() - oldest > 0) {
                return;
            }
            each.remove();
            characters -= entry.size();
        }
    }
}
