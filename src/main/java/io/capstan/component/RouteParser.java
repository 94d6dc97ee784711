package io.capstan.component;

import io.capstan.component.RouteTemplate.Any;
import io.capstan.component.RouteTemplate.Literal;
import io.capstan.component.RouteTemplate.Pattern;
import io.capstan.component.RouteTemplate.Rest;
import io.capstan.component.RouteTemplate.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads routes, in which the same text is the same object. Used once for each route, by one thread. */
final class RouteParser {
    private static final java.util.regex.Pattern VARIABLE =
            java.util.regex.Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)(?:=([^{}]*))?}");

    /** What plain text and patterns cannot have in them. */
    private static final List<String> ODD = List.of("{", "}", "#", "%", ";", " ");

    private final List<Segment> segments = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private RouteParser() {}

    /** As {@link RouteTemplate#parse} says. */
    static RouteTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("it does not begin with a slash; probably meant: '/" + text + "'");
        }
        RouteParser parser = new RouteParser();
        if (text.length() > 1) {
            for (String part : text.substring(1).split("/", -1)) {
                parser.add(part);
            }
        }
        return new RouteTemplate(text, List.copyOf(parser.segments));
    }

    private void add(String part) {
        Segment segment = segment(part);
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (last instanceof Rest) {
            throw new IllegalArgumentException("'**' is not its last segment");
        }
        if (hasDefault(last) && !hasDefault(segment)) {
            throw new IllegalArgumentException("its segment '" + part + "' stands behind a variable with a default;"
                    + " only other variables with a default may stand there");
        }
        if (segment instanceof Any any && !any.name().isEmpty() && !names.add(any.name())) {
            throw new IllegalArgumentException("it has two variables '" + any.name() + "'");
        }
        segments.add(segment);
    }

    private static boolean hasDefault(@Nullable Segment segment) {
        return segment instanceof Any any && any.absent().isPresent();
    }

    private static Segment segment(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "it has an empty segment; no route ends with a slash, except '/' itself");
        }
        if (part.equals("*")) {
            return new Any("");
        }
        if (part.equals(RouteTemplate.REST)) {
            return new Rest();
        }
        Matcher variable = VARIABLE.matcher(part);
        if (variable.matches()) {
            return new Any(variable.group(1).intern(), Optional.ofNullable(variable.group(2)));
        }
        if (part.equals(".") || part.equals("..")) {
            throw new IllegalArgumentException("it has a dot segment");
        }
        for (String odd : ODD) {
            if (part.contains(odd)) {
                throw new IllegalArgumentException("its segment '" + part + "' has a '" + odd
                        + "'; a segment is plain text, '{name}' or '{name=default}' with letters, digits, '_', '.', '-'"
                        + " in the name, a pattern with '*', '?' or '[a-z]', or '**'");
            }
        }
        return Glob.isIn(part) ? new Pattern(Glob.parse(part)) : new Literal(part.intern());
    }
}
