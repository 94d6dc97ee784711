package io.capstan.wamp.auth;

import io.capstan.wamp.MatchPolicy;
import java.util.Comparator;
import java.util.List;

/**
 * A set of URIs: one, all that begin with a text, or all with as many components, of which some are given.
 *
 * @param uri as it was written
 * @param match what it means
 * @param components its parts between dots
 */
record UriPattern(String uri, MatchPolicy match, List<String> components) {
    /** The most precise one first: exact, then what gives most characters, and of these a prefix before a wildcard. */
    static final Comparator<UriPattern> PRECISION = Comparator.comparing(
                    (UriPattern pattern) -> pattern.match != MatchPolicy.EXACT)
            .thenComparing(UriPattern::given, Comparator.reverseOrder())
            .thenComparing(UriPattern::match)
            .thenComparing(UriPattern::uri);

    UriPattern(String uri, MatchPolicy match) {
        this(uri, match, List.of(uri.split("\\.", -1)));
    }

    private int given() {
        return match == MatchPolicy.WILDCARD
                ? components.stream().mapToInt(String::length).sum()
                : uri.length();
    }

    /** Whether all URIs of the other one are in this one too. */
    boolean covers(UriPattern other) {
        return switch (match) {
            case EXACT -> other.match == MatchPolicy.EXACT && uri.equals(other.uri);
            case PREFIX ->
                other.match == MatchPolicy.WILDCARD ? other.beginning().startsWith(uri) : other.uri.startsWith(uri);
            case WILDCARD -> other.match != MatchPolicy.PREFIX && fits(other, false);
        };
    }

    /** Whether there may be a URI in both; where that is hard to say, it may. */
    boolean meets(UriPattern other) {
        if (match == MatchPolicy.WILDCARD && other.match != MatchPolicy.PREFIX
                || other.match == MatchPolicy.WILDCARD && match != MatchPolicy.PREFIX) {
            return fits(other, true);
        }
        if (match == MatchPolicy.EXACT && other.match == MatchPolicy.EXACT) {
            return uri.equals(other.uri);
        }
        if (match == MatchPolicy.EXACT || other.match == MatchPolicy.EXACT) {
            return covers(other) || other.covers(this);
        }
        return beginning().startsWith(other.beginning()) || other.beginning().startsWith(beginning());
    }

    /** What all its URIs begin with. */
    String beginning() {
        if (match != MatchPolicy.WILDCARD) {
            return uri;
        }
        int open = components.indexOf("");
        return open < 0
                ? uri
                : components.subList(0, open).stream()
                        .map(component -> component + ".")
                        .reduce("", String::concat);
    }

    /** Component by component: an empty one of this is any, and one of the other if both ways count. */
    private boolean fits(UriPattern other, boolean bothWays) {
        if (components.size() != other.components.size()) {
            return false;
        }
        for (int i = 0; i < components.size(); i++) {
            String here = components.get(i);
            String there = other.components.get(i);
            boolean open = here.isEmpty() && match == MatchPolicy.WILDCARD
                    || bothWays && there.isEmpty() && other.match == MatchPolicy.WILDCARD;
            if (!open && !here.equals(there)) {
                return false;
            }
        }
        return true;
    }
}
