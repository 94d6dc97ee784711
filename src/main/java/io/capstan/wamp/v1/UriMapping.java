package io.capstan.wamp.v1;

import java.nio.charset.StandardCharsets;

/**
 * The URIs of the first version, any texts, as URIs of the second one, which has rules: what these do not allow is written as
 * percent, and two hexadecimal digits for each byte of UTF-8. That are {@code #}, blanks, control characters, dots that leave a
 * component empty, and the percent sign itself, so that {@link #back} finds what it was. The empty text is a percent sign.
 */
public final class UriMapping {
    private static final String HEX = "0123456789ABCDEF";

    private UriMapping() {}

    /** The URI in the second version of one of the first. */
    public static String forth(String uri) {
        if (uri.isEmpty()) {
            return "%";
        }
        StringBuilder mapped = new StringBuilder(uri.length() + 8);
        for (int i = 0; i < uri.length(); i++) {
            char at = uri.charAt(i);
            if (isForbidden(at) || at == '.' && isAlone(uri, i)) {
                escape(at, mapped);
            } else {
                mapped.append(at);
            }
        }
        return mapped.toString();
    }

    private static boolean isForbidden(char at) {
        return at == '#' || at == '%' || at == '\u00a0' || Character.isWhitespace(at) || Character.isISOControl(at);
    }

    /** Whether a component beside a dot would be empty. */
    private static boolean isAlone(String uri, int dot) {
        return dot == 0 || dot == uri.length() - 1 || uri.charAt(dot - 1) == '.';
    }

    private static void escape(char at, StringBuilder to) {
        for (byte each : String.valueOf(at).getBytes(StandardCharsets.UTF_8)) {
            to.append('%').append(HEX.charAt(each >> 4 & 0xF)).append(HEX.charAt(each & 0xF));
        }
    }

    /** The URI in the first version of one of the second; what was never one of the first stays as it is. */
    public static String back(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        StringBuilder mapped = new StringBuilder(uri.length());
        byte[] bytes = new byte[uri.length() / 3];
        int count = 0;
        for (int i = 0; i < uri.length(); i++) {
            int escaped = uri.charAt(i) == '%' ? escaped(uri, i) : -1;
            if (escaped >= 0) {
                bytes[count++] = (byte) escaped;
                i += 2;
            } else {
                mapped.append(new String(bytes, 0, count, StandardCharsets.UTF_8))
                        .append(uri.charAt(i));
                count = 0;
            }
        }
        mapped.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        String found = mapped.toString();
        return uri.equals("%") ? "" : forth(found).equals(uri) ? found : uri;
    }

    private static int escaped(String uri, int percent) {
        if (percent + 2 >= uri.length()) {
            return -1;
        }
        int high = HEX.indexOf(uri.charAt(percent + 1));
        int low = HEX.indexOf(uri.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
