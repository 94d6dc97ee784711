package io.capstan.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The patterns at one place of a {@link RouteTable}, the most precise first: the one with the longer fixed beginning, then
 * with the longer fixed end, then with more characters, then with fewer {@code ?}. Looked up by beginning and end, so that a
 * lookup only tries patterns which agree with the text in both, however many there are.
 *
 * @param <N> where a pattern leads
 */
final class PatternIndex<N> {
    private static final Comparator<Glob> PRECISION =
            Comparator.comparingInt(Glob::least).reversed().thenComparing(Glob::any);

    /** By the lengths of beginning and end, longest first. */
    private final List<Group<N>> groups = new ArrayList<>();

    /** A pattern, where it leads, and the next one with the same beginning and end that is no more precise. */
    private static final class Entry<N> {
        private final Glob glob;
        /** Whether every text with this beginning and end fits. */
        private final boolean open;

        private N node;
        private @Nullable Entry<N> next;

        Entry(Glob glob, N node, @Nullable Entry<N> next) {
            this.glob = glob;
            this.open = glob.isOneStar();
            this.node = node;
            this.next = next;
        }

        boolean fits(String text) {
            return open || glob.fits(text);
        }
    }

    /**
     * Patterns whose beginnings are of one length, and whose ends are of one length.
     *
     * @param entries by beginning and end, one behind the other
     */
    private record Group<N>(int beginning, int end, Texts<Entry<N>> entries) {

        @Nullable
        Entry<N> first(String text) {
            int end = text.length() - this.end;
            return beginning > end
                    ? null
                    : entries.get(text.substring(0, beginning).concat(text.substring(end)));
        }

        Stream<Entry<N>> all() {
            return entries.all().flatMap(Group::chain);
        }

        private static <N> Stream<Entry<N>> chain(@Nullable Entry<N> first) {
            return Stream.iterate(first, entry -> entry != null, entry -> entry.next);
        }
    }

    /** Where this pattern leads. */
    @Nullable
    N get(Glob glob) {
        return alike(glob)
                .filter(entry -> isSame(entry, glob))
                .map(entry -> entry.node)
                .findFirst()
                .orElse(null);
    }

    /** Has this pattern lead there from now on. */
    void put(Glob glob, N node) {
        Group<N> group = group(glob);
        String ends = ends(glob);
        Entry<N> before = null;
        Entry<N> at = group.entries.get(ends);
        while (at != null && !isSame(at, glob) && PRECISION.compare(at.glob, glob) <= 0) {
            before = at;
            at = at.next;
        }
        if (at != null && isSame(at, glob)) {
            at.node = node;
        } else if (before == null) {
            group.entries.put(ends, new Entry<>(glob, node, at));
        } else {
            before.next = new Entry<>(glob, node, at);
        }
    }

    private Stream<Entry<N>> alike(Glob glob) {
        return Group.chain(group(glob).entries.get(ends(glob)));
    }

    private static String ends(Glob glob) {
        return glob.beginning().concat(glob.end());
    }

    private static boolean isSame(Entry<?> entry, Glob glob) {
        return entry.glob.parts().equals(glob.parts());
    }

    private Group<N> group(Glob glob) {
        int beginning = glob.beginning().length();
        int end = glob.end().length();
        for (Group<N> group : groups) {
            if (group.beginning == beginning && group.end == end) {
                return group;
            }
        }
        Group<N> added = new Group<>(beginning, end, new Texts<>());
        groups.add(added);
        groups.sort(Comparator.<Group<N>>comparingInt(Group::beginning)
                .thenComparingInt(Group::end)
                .reversed());
        return added;
    }

    /** Where the other patterns lead that are as precise as this one and fit some of the same texts. */
    List<N> rivals(Glob glob) {
        return alike(glob)
                .filter(entry -> !isSame(entry, glob))
                .filter(entry -> PRECISION.compare(entry.glob, glob) == 0)
                .filter(entry -> entry.glob.meets(glob))
                .map(entry -> entry.node)
                .toList();
    }

    /** Where all patterns lead. */
    Stream<N> nodes() {
        return groups.stream().flatMap(Group::all).map(entry -> entry.node);
    }

    /** What the first visit gives that gives anything, of all that this text leads to. */
    <R> @Nullable R first(String text, Function<N, @Nullable R> visit) {
        for (Group<N> group : groups) {
            for (Entry<N> entry = group.first(text); entry != null; entry = entry.next) {
                R found = entry.fits(text) ? visit.apply(entry.node) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
