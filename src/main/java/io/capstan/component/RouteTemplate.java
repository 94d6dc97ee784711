package io.capstan.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Any one segment; the name is empty for {@code *}. */
    public record Any(String name) implements Segment {}

    /** All that is left of the path. */
    public record Rest() implements Segment {}

    /**
     * Reads a route.
     *
     * @throws IllegalArgumentException if it is none; the message says why, without naming the route
     */
    public static RouteTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("it does not begin with a slash; probably meant: '/" + text + "'");
        }
        List<Segment> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (text.length() > 1) {
            for (String part : text.substring(1).split("/", -1)) {
                if (!segments.isEmpty() && segments.get(segments.size() - 1) instanceof Rest) {
                    throw new IllegalArgumentException("'**' is not its last segment");
                }
                Segment segment = segment(part);
                if (segment instanceof Any any && !any.name().isEmpty()) {
                    if (names.contains(any.name())) {
                        throw new IllegalArgumentException("it has two variables '" + any.name() + "'");
                    }
                    names.add(any.name());
                }
                segments.add(segment);
            }
        }
        return new RouteTemplate(text, List.copyOf(segments));
    }

    private static Segment segment(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "it has an empty segment; no route ends with a slash, except '/' itself");
        }
        if (part.equals("*")) {
            return new Any("");
        }
        if (part.equals(REST)) {
            return new Rest();
        }
        if (part.matches("\\{[A-Za-z_][A-Za-z0-9_.-]*}")) {
            return new Any(part.substring(1, part.length() - 1));
        }
        if (part.equals(".") || part.equals("..")) {
            throw new IllegalArgumentException("it has a dot segment");
        }
        for (String odd : List.of("{", "}", "*", "?", "#", "%", ";", " ")) {
            if (part.contains(odd)) {
                throw new IllegalArgumentException("its segment '" + part + "' has a '" + odd
                        + "'; a segment is plain text, '{name}' with letters, digits, '_', '.', '-', or '*' or '**'");
            }
        }
        return new Literal(part);
    }

    /** The variables of a path that this route fits. */
    Map<String, String> variables(List<String> path) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment instanceof Any any && !any.name().isEmpty()) {
                variables.put(any.name(), path.get(i));
            } else if (segment instanceof Rest) {
                variables.put(REST, String.join("/", path.subList(i, path.size())));
            }
        }
        return variables;
    }

    @Override
    public String toString() {
        return text;
    }
}
