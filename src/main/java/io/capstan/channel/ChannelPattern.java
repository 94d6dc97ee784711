package io.capstan.channel;

import java.util.Comparator;
import java.util.List;

/**
 * A pattern for names of channels, whose segments are separated by dots: texts, {@code *} for any one segment, and, as the
 * last one, {@code **} for any number of them, also none. It is the pattern of a route with dots for slashes, and the order
 * is the one of routes.
 *
 * @param text as it was written
 * @param segments its parts, in order
 */
record ChannelPattern(String text, List<String> segments) {
    /**
     * The most precise one first: where two differ, from the left, a text comes before {@code *}, and that before
     * {@code **}. So of those that fit a name there is always one that comes first.
     */
    static final Comparator<ChannelPattern> PRECISION = ChannelPattern::compare;

    private static final String ANY = "*";
    private static final String REST = "**";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    static ChannelPattern parse(String text) {
        List<String> segments = List.of(text.split("\\.", -1));
        if (!ChannelNames.isValid(text)) {
            throw new IllegalArgumentException(ChannelNames.ALLOWED);
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST) && i < segments.size() - 1) {
                throw new IllegalArgumentException("'**' as the last segment only");
            }
            if (segment.indexOf('*') >= 0 && !segment.equals(ANY) && !segment.equals(REST)) {
                throw new IllegalArgumentException(
                        "segments between dots, each a text, '*' for any one, or, as the last"
                                + " one, '**' for any number of them");
            }
        }
        return new ChannelPattern(text, segments);
    }

    /** Whether a name fits. */
    boolean fits(String name) {
        int at = 0;
        for (String segment : segments) {
            if (segment.equals(REST)) {
                return true;
            }
            if (at > name.length()) {
                return false; // the name has ended
            }
            int dot = name.indexOf('.', at);
            int end = dot < 0 ? name.length() : dot;
            boolean same = end - at == segment.length() && name.startsWith(segment, at);
            if (!same && !segment.equals(ANY)) {
                return false;
            }
            at = end + 1;
        }
        return at > name.length();
    }

    /** What all names that fit begin with. */
    String beginning() {
        int open = text.indexOf('*');
        return open < 0
                ? text
                : text.substring(
                        0, open > 0 && segments.get(segments.size() - 1).equals(REST) ? open - 1 : open);
    }

    private static int compare(ChannelPattern one, ChannelPattern two) {
        int both = Math.min(one.segments.size(), two.segments.size());
        for (int i = 0; i < both; i++) {
            String here = one.segments.get(i);
            String there = two.segments.get(i);
            int order = Integer.compare(rank(here), rank(there));
            if (order != 0) {
                return order;
            }
            if (!here.equals(there)) {
                return here.compareTo(there); // no name fits both
            }
        }
        // 'a' comes before 'a.**', which comes behind 'a.*' already
        return Integer.compare(one.segments.size(), two.segments.size());
    }

    private static int rank(String segment) {
        return switch (segment) {
            case ANY -> 1;
            case REST -> 2;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
