package io.capstan.action;

import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads JSON (RFC 8259) from the left to the right, and hands out values as they were written, so that they go on without
 * being decoded and encoded again. Total and without recursion: each text ends with values or a {@link
 * MalformedException}, and the same text with the same ones on every server.
 *
 * <p>A parser would make objects of payloads that only pass through, and the one that all servers have never returns from
 * some broken texts (see {@code docs/containers.md}).
 */
public final class JsonCursor {
    /** How many brackets may stand within each other: ten times what people write by hand, a tenth of what Yasson takes. */
    static final int DEEPEST = 100;

    /** The longest number, in characters: what makes digits into a number may take the square of their number in time. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final char END = '\0';
    private static final String BLANKS = " \t\r\n";
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    /** The open brackets of the value that is being read, set where it is a square one. */
    private final BitSet open = new BitSet();

    private int depth;

    /** A text that is no JSON. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** A cursor at the beginning of a text. */
    public JsonCursor(String text) {
        this.text = text;
    }

    /** The first character of what comes next; a zero at the end. */
    public char peek() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next > ' ' || BLANKS.indexOf(next) < 0) {
                return next;
            }
            at++;
        }
        return END;
    }

    /** Moves behind a character if it comes next; whether it did. */
    public boolean take(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** Moves behind a character that has to come next. */
    public void expect(char wanted) throws MalformedException {
        if (!take(wanted)) {
            throw malformed("'" + wanted + "' was expected");
        }
    }

    /** Nothing more may come. */
    public void expectEnd() throws MalformedException {
        peek();
        if (at < text.length()) {
            throw malformed("nothing more was expected");
        }
    }

    // values

    /** Reads a value of any kind and returns it as it is written. */
    public String value() throws MalformedException {
        peek();
        int start = at;
        skip();
        return text.substring(start, at);
    }

    /** Moves behind a value of any kind. */
    public void skip() throws MalformedException {
        boolean more;
        do {
            more = begin() || goOn();
        } while (more);
    }

    /** How many characters are behind it. */
    public int position() {
        return at;
    }

    /** Reads an object, and hands out the name of each member with its value as it is written. */
    public void members(BiConsumer<String, String> found) throws MalformedException {
        expect('{');
        if (take('}')) {
            return;
        }
        do {
            String name = string();
            expect(':');
            found.accept(name, value());
        } while (take(','));
        expect('}');
    }

    /** Reads an array, and hands out each element as it is written. */
    public void elements(Consumer<String> found) throws MalformedException {
        expect('[');
        if (take(']')) {
            return;
        }
        do {
            found.accept(value());
        } while (take(','));
        expect(']');
    }

    /** Reads a value, or the beginning of one with others in it; whether one of these comes next. */
    private boolean begin() throws MalformedException {
        char first = peek();
        if (first != '{' && first != '[') {
            scalar(first);
            return false;
        }
        at++;
        if (depth == DEEPEST) {
            throw malformed("there are more than " + DEEPEST + " brackets within each other");
        }
        open.set(depth++, first == '[');
        if (take(closing())) {
            depth--;
            return false;
        }
        name();
        return true;
    }

    /** Behind a value: closes what ends with it; whether another one comes next. */
    private boolean goOn() throws MalformedException {
        while (depth > 0) {
            if (take(',')) {
                name();
                return true;
            }
            if (!take(closing())) {
                throw malformed("',' or '" + closing() + "' was expected");
            }
            depth--;
        }
        return false;
    }

    private char closing() {
        return open.get(depth - 1) ? ']' : '}';
    }

    /** In an object, moves behind the name of a member. */
    private void name() throws MalformedException {
        if (!open.get(depth - 1)) {
            skipString();
            expect(':');
        }
    }

    private void scalar(char first) throws MalformedException {
        switch (first) {
            case '"' -> skipString();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw malformed("a value was expected");
        }
        at += word.length();
    }

    private void number() throws MalformedException {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits(start);
        }
        if (skip('.')) {
            digits(start);
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits(start);
        }
        if (at - start > LONGEST_NUMBER) {
            throw malformed("a number has at most " + LONGEST_NUMBER + " characters");
        }
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void digits(int start) throws MalformedException {
        int first = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == first) {
            throw malformed(at == start ? "a value was expected" : "a digit was expected");
        }
    }

    // strings

    /** Reads a string and returns what it stands for. */
    public String string() throws MalformedException {
        expect('"');
        int start = at;
        plain();
        if (skip('"')) {
            return text.substring(start, at - 1);
        }
        StringBuilder decoded = new StringBuilder().append(text, start, at);
        for (char next = next(); next != '"'; next = next()) {
            decoded.append(next == '\\' ? escaped() : next);
        }
        return decoded.toString();
    }

    /** Moves to the next character of a string that stands for something else than itself. */
    private void plain() {
        int length = text.length();
        int i = at;
        while (i < length) {
            char next = text.charAt(i);
            if (next == '"' || next == '\\' || next < ' ') {
                break;
            }
            i++;
        }
        at = i;
    }

    private void skipString() throws MalformedException {
        expect('"');
        plain();
        for (char next = next(); next != '"'; next = next()) {
            if (next == '\\') {
                escaped();
            }
            plain();
        }
    }

    /** The next character of a string. */
    private char next() throws MalformedException {
        if (at == text.length()) {
            throw malformed("a string has no end");
        }
        char next = text.charAt(at);
        if (next < ' ') {
            throw malformed("control characters are written as \\u0000 in a string");
        }
        at++;
        return next;
    }

    /** What stands behind a backslash. */
    private char escaped() throws MalformedException {
        char escape = next();
        if (escape == 'u') {
            return unicode();
        }
        int known = ESCAPES.indexOf(escape);
        if (known < 0) {
            throw malformed("there is no escape \\" + escape);
        }
        return ESCAPED.charAt(known);
    }

    private char unicode() throws MalformedException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char next = next();
            int digit = next < 128 ? Character.digit(next, 16) : -1;
            if (digit < 0) {
                throw malformed("\\u has four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private MalformedException malformed(String why) {
        String where = at < text.length() ? "character " + (at + 1) : "the end";
        return new MalformedException("This is no JSON: at " + where + ", " + why + ".");
    }
}
