package io.capstan.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for one segment: {@code *} for any characters, also none, {@code ?} for one, {@code [a-z]} and
 * {@code [!a-z]} for one of these or of all others; everything else stands for itself.
 *
 * @param text as it was written
 * @param parts what it consists of
 */
record Glob(String text, List<Part> parts) {

    /** One part of a pattern. */
    sealed interface Part {}

    /** {@code *}. */
    record Star() implements Part {}

    /**
     * One character.
     *
     * @param set which ones
     * @param literal whether it stands for itself, and so is no piece of its own
     */
    record One(CharacterSet set, boolean literal) implements Part {}

    /** Whether a segment is a pattern rather than a text. */
    static boolean isIn(String segment) {
        return segment.indexOf('*') >= 0
                || segment.indexOf('?') >= 0
                || segment.indexOf('[') >= 0
                || segment.indexOf(']') >= 0;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static Glob parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character == '*') {
                if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof Star) {
                    throw new IllegalArgumentException(
                            "its segment '" + text + "' has '**', which only stands alone, as the last segment");
                }
                parts.add(new Star());
            } else if (character == '?') {
                parts.add(new One(CharacterSet.ALL, false));
            } else if (character == '[') {
                int end = text.indexOf(']', at);
                if (end < 0) {
                    throw new IllegalArgumentException("its segment '" + text + "' has a '[' without a ']'");
                }
                parts.add(new One(CharacterSet.parse(text.substring(at + 1, end), text), false));
                at = end;
            } else if (character == ']') {
                throw new IllegalArgumentException("its segment '" + text + "' has a ']' without a '['");
            } else {
                parts.add(new One(CharacterSet.of(character), true));
            }
            at += Character.charCount(character);
        }
        return new Glob(text, List.copyOf(parts));
    }

    /** What every text that fits begins with. */
    String beginning() {
        int end = 0;
        while (isLiteral(end)) {
            end++;
        }
        return literals(0, end);
    }

    /** What every text that fits ends with, as far as it lies behind the {@link #beginning}. */
    String end() {
        int begin = parts.size();
        while (begin > 0 && isLiteral(begin - 1)) {
            begin--;
        }
        return literals(begin, parts.size());
    }

    private boolean isLiteral(int index) {
        return index < parts.size() && parts.get(index) instanceof One one && one.literal();
    }

    private String literals(int from, int to) {
        StringBuilder text = new StringBuilder();
        parts.subList(from, to)
                .forEach(part -> text.appendCodePoint(((One) part).set().first()));
        return text.toString();
    }

    /** How many characters a text that fits has at least. */
    int least() {
        return (int) parts.stream().filter(part -> part instanceof One).count();
    }

    /** How many of its characters may be any. */
    int any() {
        return (int) parts.stream()
                .filter(part -> part instanceof One one && one.set().equals(CharacterSet.ALL))
                .count();
    }

    /** Whether it is a beginning, {@code *} and an end, so that every text fits which has both. */
    boolean isOneStar() {
        return parts.stream()
                .filter(part -> !(part instanceof One one && one.literal()))
                .toList()
                .equals(List.of(new Star()));
    }

    /** Whether a text fits. Takes time in proportion to the product of both lengths, whatever they say. */
    boolean fits(String segment) {
        return pieces(segment).isPresent();
    }

    /** What each {@code *}, {@code ?} and {@code [...]} stands for in a text; empty if it does not fit. */
    Optional<List<String>> pieces(String segment) {
        return new GlobMatch(this, segment).pieces();
    }

    /** Whether some text fits this pattern and the other one. */
    boolean meets(Glob other) {
        boolean[][] seen = new boolean[parts.size() + 1][other.parts.size() + 1];
        return meets(0, other, 0, seen);
    }

    private boolean meets(int here, Glob other, int there, boolean[][] seen) {
        if (seen[here][there]) {
            return false; // has been tried, in vain
        }
        seen[here][there] = true;
        boolean starHere = here < parts.size() && parts.get(here) instanceof Star;
        boolean starThere = there < other.parts.size() && other.parts.get(there) instanceof Star;
        if (starHere || starThere) {
            // a star stands for nothing, or takes what the other side demands next
            return here < parts.size() && meets(here + 1, other, there, seen)
                    || there < other.parts.size() && meets(here, other, there + 1, seen);
        }
        if (here == parts.size() || there == other.parts.size()) {
            return here == parts.size() && there == other.parts.size();
        }
        return ((One) parts.get(here)).set().meets(((One) other.parts.get(there)).set())
                && meets(here + 1, other, there + 1, seen);
    }

    @Override
    public String toString() {
        return text;
    }
}
