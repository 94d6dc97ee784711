package io.capstan.wamp;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which URIs the URI of a subscription or registration stands for. */
public enum MatchPolicy {
    /** For itself. */
    EXACT,
    /** For all that begin with it. */
    PREFIX,
    /** For all with as many components, where an empty one of its own stands for any. */
    WILDCARD;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The one that options name so. */
    public static Optional<MatchPolicy> named(String name) {
        return Stream.of(values()).filter(policy -> policy.text.equals(name)).findFirst();
    }

    /** As it stands in options. */
    public String text() {
        return text;
    }

    /** Whether a URI stands for another one. */
    public boolean matches(String pattern, String uri) {
        return switch (this) {
            case EXACT -> uri.equals(pattern);
            case PREFIX -> uri.startsWith(pattern);
            case WILDCARD -> matchesComponents(pattern, uri);
        };
    }

    private static boolean matchesComponents(String pattern, String uri) {
        int at = 0;
        int from = 0;
        while (true) {
            int end = end(pattern, at);
            int to = end(uri, from);
            boolean fits = end == at || end - at == to - from && pattern.startsWith(uri.substring(from, to), at);
            if (!fits || (end == pattern.length()) != (to == uri.length())) {
                return false;
            }
            if (end == pattern.length()) {
                return true;
            }
            at = end + 1;
            from = to + 1;
        }
    }

    private static int end(String uri, int from) {
        int dot = uri.indexOf('.', from);
        return dot < 0 ? uri.length() : dot;
    }

    /** Whether a URI can be matched so. */
    public boolean allows(String uri, Uris.Check check) {
        return switch (this) {
            case EXACT -> Uris.isExact(uri, check);
            case PREFIX -> Uris.isPrefix(uri, check);
            case WILDCARD -> Uris.isWildcard(uri, check);
        };
    }
}
