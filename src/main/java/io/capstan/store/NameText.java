package io.capstan.store;

/** The names of channels, as every database takes them: what is no visible ASCII character, and the backslash, is escaped. */
final class NameText {
    private static final char ESCAPE = '\\';
    private static final int DIGITS = 4;

    private NameText() {}

    static String write(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > ' ' && c < 0x7f && c != ESCAPE) {
                text.append(c);
            } else {
                text.append(String.format("%cu%04x", ESCAPE, (int) c));
            }
        }
        return text.toString();
    }

    static String read(String text) {
        StringBuilder name = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == ESCAPE && at + DIGITS < text.length()) {
                c = (char) Integer.parseInt(text.substring(at + 1, at + 1 + DIGITS), 16);
                at += 1 + DIGITS;
            }
            name.append(c);
        }
        return name.toString();
    }
}
