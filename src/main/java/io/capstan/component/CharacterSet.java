package io.capstan.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some characters of Unicode.
 *
 * @param ranges in order, none of which touches another
 */
record CharacterSet(List<Range> ranges) {
    /** Every character. */
    static final CharacterSet ALL = new CharacterSet(List.of(new Range(0, Character.MAX_CODE_POINT)));

    /** Characters one after the other, both ends included. */
    record Range(int from, int to) {}

    /** One character. */
    static CharacterSet of(int character) {
        return new CharacterSet(List.of(new Range(character, character)));
    }

    /**
     * Reads what stands between brackets: {@code a-zA-Z_}, with a {@code !} in front for all but these.
     *
     * @param segment in which it stands, for the message
     * @throws IllegalArgumentException if it is empty or a range goes backwards
     */
    static CharacterSet parse(String text, String segment) {
        boolean others = text.startsWith("!");
        int[] characters = text.substring(others ? 1 : 0).codePoints().toArray();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < characters.length; i++) {
            boolean range = i + 2 < characters.length && characters[i + 1] == '-';
            int last = range ? characters[i + 2] : characters[i];
            if (last < characters[i]) {
                throw new IllegalArgumentException("its segment '" + segment + "' has the range '"
                        + Character.toString(characters[i]) + "-" + Character.toString(last)
                        + "', which goes backwards");
            }
            ranges.add(new Range(characters[i], last));
            i += range ? 2 : 0;
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("its segment '" + segment + "' has brackets without characters");
        }
        List<Range> joined = joined(ranges);
        return new CharacterSet(others ? complement(joined) : joined);
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::from)).toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && range.from() <= joined.get(last).to() + 1) {
                Range before = joined.get(last);
                joined.set(last, new Range(before.from(), Math.max(before.to(), range.to())));
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    private static List<Range> complement(List<Range> ranges) {
        List<Range> others = new ArrayList<>();
        int from = 0;
        for (Range range : ranges) {
            if (range.from() > from) {
                others.add(new Range(from, range.from() - 1));
            }
            from = range.to() + 1;
        }
        if (from <= Character.MAX_CODE_POINT) {
            others.add(new Range(from, Character.MAX_CODE_POINT));
        }
        return List.copyOf(others);
    }

    /** The smallest of them. */
    int first() {
        return ranges.get(0).from();
    }

    /** Whether a character is one of them. */
    boolean has(int character) {
        for (Range range : ranges) {
            if (character >= range.from() && character <= range.to()) {
                return true;
            }
        }
        return false;
    }

    /** Whether some character is in both. */
    boolean meets(CharacterSet other) {
        return ranges.stream().anyMatch(one -> other.ranges.stream()
                .anyMatch(two -> one.from() <= two.to() && two.from() <= one.to()));
    }
}
