package io.capstan.wire;

/** What has to be known of UTF-8 without encoding. An unpaired surrogate counts as the one byte that replaces it. */
public final class Utf8 {
    private Utf8() {}

    /** The number of bytes that a text takes. */
    public static int length(CharSequence text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c < 0x800) {
                    bytes++;
                } else if (!Character.isSurrogate(c)) {
                    bytes += 2;
                } else if (isPair(text, i)) {
                    bytes += 2;
                    i++;
                }
            }
        }
        return bytes;
    }

    /** The longest beginning of a text that takes at most so many bytes and ends between characters. */
    public static String truncate(String text, int most) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int chars = isPair(text, i) ? 2 : 1;
            bytes += length(text.substring(i, i + chars));
            if (bytes > most) {
                return text.substring(0, i);
            }
            i += chars;
        }
        return text;
    }

    private static boolean isPair(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
