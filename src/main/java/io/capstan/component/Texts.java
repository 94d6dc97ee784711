package io.capstan.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What texts lead to. All texts stand one behind the other in one array, and a lookup compares in there: a {@code HashMap} has an
 * entry, a string and its characters for each, far from each other in memory, and among ten thousand routes most of the time
 * of a lookup goes into fetching them. Filled by one thread, then only read.
 *
 * @param <N> what a text leads to
 */
final class Texts<N> {
    /** A third of the places is taken at most, so that a text hardly ever meets another one on its way. */
    private static final int ROOM = 3;

    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /** All texts, in the order in which they came. */
    private char[] characters = new char[16];
    /** The first text stands from bounds[0] to bounds[1] in there, and so on. */
    private int[] bounds = new int[4];
    /** What they lead to. */
    private final List<N> leads = new ArrayList<>();
    /** The number of the text at each place, from 1 on; 0 where there is none. A power of two of them. */
    private int[] places = new int[4];

    /** What this text leads to. */
    @Nullable
    N get(String text) {
        int number = places[place(text)];
        return number == 0 ? null : leads.get(number - 1);
    }

    /** Has this text lead there from now on. */
    void put(String text, N there) {
        int place = place(text);
        if (places[place] > 0) {
            leads.set(places[place] - 1, there);
            return;
        }
        leads.add(there);
        append(text, leads.size());
        places[place] = leads.size();
        if (leads.size() * ROOM > places.length) {
            grow();
        }
    }

    private void append(String text, int number) {
        int begin = bounds[number - 1];
        int end = begin + text.length();
        if (end > characters.length) {
            characters = Arrays.copyOf(characters, 2 * end);
        }
        if (number == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * number);
        }
        text.getChars(0, text.length(), characters, begin);
        bounds[number] = end;
    }

    private void grow() {
        places = new int[2 * places.length];
        for (int number = 1; number <= leads.size(); number++) {
            int begin = bounds[number - 1];
            places[place(new String(characters, begin, bounds[number] - begin))] = number;
        }
    }

    /** Where the number of this text stands, or would. */
    private int place(String text) {
        int mask = places.length - 1;
        int at = text.hashCode() * GOLDEN_RATIO >>> 7 & mask;
        while (places[at] > 0 && !is(places[at], text)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private boolean is(int number, String text) {
        int begin = bounds[number - 1];
        int length = text.length();
        if (bounds[number] - begin != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (characters[begin + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** All that texts lead to. */
    Stream<N> all() {
        return leads.stream();
    }
}
