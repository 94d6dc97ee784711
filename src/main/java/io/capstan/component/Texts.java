package io.capstan.component;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What texts lead to, side by side in one array with much room: a lookup comes to one place in memory and to the text there,
 * where a {@code HashMap} comes to one place more. Among ten thousand routes that is most of what it takes. Filled by one thread,
 * then only read.
 *
 * @param <N> what a text leads to
 */
final class Texts<N> {
    /** A quarter of the places is taken at most, so that a text hardly ever meets another one on its way. */
    private static final int ROOM = 4;

    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /** A text, then what it leads to, and so on; twice a power of two of them. */
    private @Nullable Object[] table = new @Nullable Object[2 * ROOM];

    private int size;

    /** What this text leads to. */
    @SuppressWarnings("unchecked") // only put(...) writes there
    @Nullable
    N get(String text) {
        return (N) table[place(text) + 1];
    }

    /** Has this text lead there from now on. */
    void put(String text, N there) {
        int at = place(text);
        if (table[at] == null && ++size > table.length / 2 / ROOM) {
            grow();
            at = place(text);
        }
        table[at] = text;
        table[at + 1] = there;
    }

    private void grow() {
        @Nullable Object[] old = table;
        table = new @Nullable Object[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] instanceof String text) {
                int at = place(text);
                table[at] = text;
                table[at + 1] = old[i + 1];
            }
        }
    }

    /** Where this text stands, or would. */
    private int place(String text) {
        int mask = table.length - 1;
        int at = (text.hashCode() * GOLDEN_RATIO >>> 7) * 2 & mask;
        while (table[at] != null && !text.equals(table[at])) {
            at = at + 2 & mask;
        }
        return at;
    }

    /** All that texts lead to. */
    @SuppressWarnings("unchecked")
    Stream<N> all() {
        return IntStream.range(0, table.length / 2)
                .mapToObj(i -> (N) table[2 * i + 1])
                .filter(there -> there != null);
    }
}
