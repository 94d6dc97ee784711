package io.capstan.component;

import java.util.BitSet;

/**
 * The outline of a JSON document, looked at before a parser sees it: whether its brackets match, nothing stands behind it,
 * and it is neither too deep nor of too many members. Total, in one pass.
 *
 * <p>What else is wrong with a document the parser says. But Yasson 3 overflows the stack at a depth of some hundreds, and
 * never returns when a document ends within an array that it skips (see {@code docs/containers.md}).
 */
final class JsonShape {
    private final String text;
    private final int deepest;
    private final int mostMembers;

    /** The open brackets, set where it is a square one. */
    private final BitSet open = new BitSet();

    private int depth;
    private int at;

    private int members;

    private JsonShape(String text, int deepest, int mostMembers) {
        this.text = text;
        this.deepest = deepest;
        this.mostMembers = mostMembers;
    }

    /**
     * Whether a text has the outline of one document that has at most so many brackets within each other, and so many members
     * and elements in all.
     */
    static boolean fits(String text, int deepest, int members) {
        return new JsonShape(text, deepest, members).fits();
    }

    private boolean fits() {
        skipBlanks();
        if (at < text.length() && isOfScalar(text.charAt(at))) {
            skipScalar();
        } else if (!skipBracketsOrString()) {
            return false;
        }
        skipBlanks();
        return at == text.length();
    }

    private boolean skipBracketsOrString() {
        do {
            if (at == text.length() || !step(text.charAt(at++))) {
                return false;
            }
        } while (depth > 0);
        return true;
    }

    private boolean step(char next) {
        return switch (next) {
            case '[', '{' -> {
                open.set(depth++, next == '[');
                yield depth <= deepest && ++members <= mostMembers;
            }
            case ',' -> depth > 0 && ++members <= mostMembers;
            case ']', '}' -> depth-- > 0 && open.get(depth) == (next == ']');
            case '"' -> skipString();
            default -> depth > 0;
        };
    }

    /** Moves behind a string, of which the first quotation mark has been read. */
    private boolean skipString() {
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return true;
            }
            if (next == '\\') {
                at++;
            }
        }
        return false;
    }

    /** Moves behind a number, or one of the three words. */
    private void skipScalar() {
        while (at < text.length() && isOfScalar(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isOfScalar(char one) {
        return Character.isLetterOrDigit(one) || one == '.' || one == '+' || one == '-';
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
