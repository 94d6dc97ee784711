package io.capstan.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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

    private final Map<Ends, List<Entry<N>>> entries = new HashMap<>();
    /** The lengths that {@link #entries} has keys of, longest first. */
    private final List<Lengths> lengths = new ArrayList<>();

    /** A pattern and where it leads. */
    private record Entry<N>(Glob glob, N node) {}

    private record Ends(String beginning, String end) {}

    private record Lengths(int beginning, int end) {}

    /** Where this pattern leads. */
    N computeIfAbsent(Glob glob, Supplier<N> node) {
        List<Entry<N>> alike = alike(glob);
        for (Entry<N> entry : alike) {
            if (entry.glob().parts().equals(glob.parts())) {
                return entry.node();
            }
        }
        Entry<N> added = new Entry<>(glob, node.get());
        alike.add(added);
        alike.sort(Comparator.comparing(Entry::glob, PRECISION));
        return added.node();
    }

    private List<Entry<N>> alike(Glob glob) {
        Lengths ends = new Lengths(glob.beginning().length(), glob.end().length());
        if (!lengths.contains(ends)) {
            lengths.add(ends);
            lengths.sort(Comparator.comparingInt(Lengths::beginning)
                    .thenComparingInt(Lengths::end)
                    .reversed());
        }
        return entries.computeIfAbsent(new Ends(glob.beginning(), glob.end()), any -> new ArrayList<>());
    }

    /** Where the other patterns lead that are as precise as this one and fit some of the same texts. */
    List<N> rivals(Glob glob) {
        return alike(glob).stream()
                .filter(entry -> !entry.glob().parts().equals(glob.parts()))
                .filter(entry -> PRECISION.compare(entry.glob(), glob) == 0)
                .filter(entry -> entry.glob().meets(glob))
                .map(Entry::node)
                .toList();
    }

    /** Where all patterns lead. */
    Stream<N> nodes() {
        return entries.values().stream().flatMap(List::stream).map(Entry::node);
    }

    /** What the first visit gives that gives anything, of all that this text leads to. */
    <R> @Nullable R first(String text, Function<N, @Nullable R> visit) {
        for (Lengths ends : lengths) {
            int end = text.length() - ends.end();
            if (ends.beginning() > end) {
                continue;
            }
            List<Entry<N>> alike =
                    entries.getOrDefault(new Ends(text.substring(0, ends.beginning()), text.substring(end)), List.of());
            for (Entry<N> entry : alike) {
                R found = entry.glob().fits(text) ? visit.apply(entry.node()) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
