package io.capstan.wamp;

/** What may stand as a URI, by the rules of the specification; scanned by hand, so that no text takes long. */
public final class Uris {
    /** Longer ones are refused. */
    public static final int LONGEST = 1024;

    private Uris() {}

    /** How exact the check is. */
    public enum Check {
        /** Components without blanks, dots and {@code #}. */
        LOOSE,
        /** Components of small letters, digits and underscores. */
        STRICT
    }

    /** Whether it has only components that are not empty. */
    public static boolean isExact(String uri, Check check) {
        return isMadeOf(uri, check, false, false);
    }

    /** Whether it can be the beginning of URIs: its last component may be empty, and so may all of it. */
    public static boolean isPrefix(String uri, Check check) {
        return uri.isEmpty() || isMadeOf(uri, check, false, true);
    }

    /** Whether it can stand for URIs with the same number of components: all of its own may be empty. */
    public static boolean isWildcard(String uri, Check check) {
        return isMadeOf(uri, check, true, true);
    }

    /** Whether only the router itself may publish to it or register it. */
    public static boolean isReserved(String uri) {
        return uri.equals("wamp") || uri.startsWith("wamp.");
    }

    private static boolean isMadeOf(String uri, Check check, boolean emptyInside, boolean emptyLast) {
        if (uri.length() > LONGEST) {
            return false;
        }
        int begin = 0;
        for (int i = 0; i < uri.length(); i++) {
            char at = uri.charAt(i);
            if (at == '.') {
                if (i == begin && !emptyInside) {
                    return false;
                }
                begin = i + 1;
            } else if (!isAllowed(at, check)) {
                return false;
            }
        }
        return begin < uri.length() || emptyLast;
    }

    private static boolean isAllowed(char at, Check check) {
        return check == Check.LOOSE
                ? at != '#' && !Character.isWhitespace(at) && !Character.isISOControl(at) && at != '\u00a0'
                : at >= 'a' && at <= 'z' || at >= '0' && at <= '9' || at == '_';
    }
}
