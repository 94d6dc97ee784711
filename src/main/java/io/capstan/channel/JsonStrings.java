package io.capstan.channel;

/** Writes texts as JSON strings (RFC 8259 §7). */
public final class JsonStrings {
    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /** A text as a JSON string. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16);
        quote(text, quoted);
        return quoted.toString();
    }

    /**
     * Appends a text as a JSON string. Half of a surrogate pair, which UTF-8 does not know, is written as an escape, so that
     * nothing is lost.
     */
    public static void quote(String text, StringBuilder to) {
        to.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one >= ' ' && one != '"' && one != '\\' && !Character.isSurrogate(one)) {
                continue;
            }
            if (isPair(text, i)) {
                i++;
                continue;
            }
            to.append(text, done, i);
            escape(one, to);
            done = i + 1;
        }
        to.append(text, done, text.length()).append('"');
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    private static void escape(char one, StringBuilder to) {
        switch (one) {
            case '"', '\\' -> to.append('\\').append(one);
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                to.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to.append(HEX.charAt(one >> shift & 0xF));
                }
            }
        }
    }
}
