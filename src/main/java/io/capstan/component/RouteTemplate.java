package io.capstan.component;

import java.util.List;
import java.util.Optional;

/**
 * A route as it is written, {@code /chat/{room}}, taken apart.
 *
 * @param text as it was written
 * @param segments its parts, in order
 */
public record RouteTemplate(String text, List<Segment> segments) {

    /** The name under which the rest of a path that {@code **} covers is found. */
    static final String REST = "**";

    /** One part of a route. */
    public sealed interface Segment {}

    /** This text. */
    public record Literal(String text) implements Segment {}

    /** A segment that fits a pattern. */
    record Pattern(Glob glob) implements Segment {}

    /**
     * Any one segment.
     *
     * @param name under which its text is found; empty for {@code *}
     * @param absent what it is where the path has ended before; without it, it cannot be left out
     */
    public record Any(String name, Optional<String> absent) implements Segment {
        Any(String name) {
            this(name, Optional.empty());
        }
    }

    /** All that is left of the path. */
    public record Rest() implements Segment {}

    /**
     * Reads a route.
     *
     * @throws IllegalArgumentException if it is none; the message says why, without naming the route
     */
    public static RouteTemplate parse(String text) {
        return RouteParser.parse(text);
    }

    /** This route below a prefix of plain texts, unless it begins with that prefix already. */
    RouteTemplate below(RouteTemplate prefix) {
        int size = prefix.segments.size();
        boolean there = segments.size() >= size && segments.subList(0, size).equals(prefix.segments);
        return size == 0 || there ? this : parse(prefix.text + (segments.isEmpty() ? "" : text));
    }

    /** Whether all of it is plain text or named variables, as in a Jakarta endpoint's path. */
    public boolean isJakarta() {
        return segments.stream()
                .allMatch(segment -> segment instanceof Literal
                        || segment instanceof Any any
                                && !any.name().isEmpty()
                                && any.absent().isEmpty());
    }

    /** Whether it takes all that is below. */
    boolean endsWithRest() {
        return !segments.isEmpty() && segments.get(segments.size() - 1) instanceof Rest;
    }

    /** Whether all of it is plain text. */
    boolean isPlain() {
        return segments.stream().allMatch(Literal.class::isInstance);
    }

    /** Whether some path fits this route and the other one. */
    boolean meets(RouteTemplate other) {
        return meets(segments, other.segments);
    }

    private static boolean meets(List<Segment> one, List<Segment> two) {
        if (one.isEmpty() || two.isEmpty()) {
            return canEnd(one) && canEnd(two);
        }
        if (one.get(0) instanceof Rest || two.get(0) instanceof Rest || canEnd(one) && canEnd(two)) {
            return true;
        }
        return meets(one.get(0), two.get(0)) && meets(one.subList(1, one.size()), two.subList(1, two.size()));
    }

    private static boolean canEnd(List<Segment> rest) {
        return rest.isEmpty()
                || rest.get(0) instanceof Rest
                || rest.get(0) instanceof Any any && any.absent().isPresent();
    }

    private static boolean meets(Segment one, Segment two) {
        if (one instanceof Literal text) {
            return two instanceof Literal other
                    ? text.equals(other)
                    : !(two instanceof Pattern pattern) || pattern.glob().fits(text.text());
        }
        if (one instanceof Pattern pattern) {
            return two instanceof Pattern other
                    ? pattern.glob().meets(other.glob())
                    : !(two instanceof Literal) || meets(two, one);
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
