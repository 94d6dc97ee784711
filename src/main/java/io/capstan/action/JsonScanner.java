package io.capstan.action;

/**
 * Walks over a JSON text (RFC 8259) and makes nothing of it. Total: it has a verdict for every text, in one pass, and goes
 * down no more levels than it may.
 *
 * <p>A parser would make objects of payloads that only pass through here, and the one that all servers have never returns
 * from some broken texts (see {@code docs/containers.md}).
 */
final class JsonScanner {
    private final String text;
    private final int deepest;
    private int at;

    private JsonScanner(String text, int deepest) {
        this.text = text;
        this.deepest = deepest;
    }

    /** Is told the members of the outermost object: where name and value stand. */
    @FunctionalInterface
    interface Members {
        /** Nobody wants to know. */
        Members IGNORED = (nameFrom, nameTo, valueFrom, valueTo) -> {};

        /** A member; the name's place is that between its quotation marks. */
        void found(int nameFrom, int nameTo, int valueFrom, int valueTo);
    }

    /**
     * Whether a text is one JSON value.
     *
     * @param deepest how many brackets may stand within each other
     * @param members is told its members if it is an object, as far as it is well-formed
     */
    static boolean isJson(String text, int deepest, Members members) {
        JsonScanner scanner = new JsonScanner(text, deepest);
        scanner.blanks();
        boolean value = scanner.value(0, members);
        scanner.blanks();
        return value && scanner.at == text.length();
    }

    private boolean value(int depth, Members members) {
        if (at == text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> depth < deepest && object(depth + 1, members);
            case '[' -> depth < deepest && array(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth, Members members) {
        at++;
        blanks();
        if (take('}')) {
            return true;
        }
        do {
            blanks();
            if (!member(depth, members)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take('}');
    }

    private boolean member(int depth, Members members) {
        int name = at + 1;
        if (!isAt('"') || !string()) {
            return false;
        }
        int nameEnd = at - 1;
        blanks();
        if (!take(':')) {
            return false;
        }
        blanks();
        int value = at;
        if (!value(depth, Members.IGNORED)) {
            return false;
        }
        members.found(name, nameEnd, value, at);
        return true;
    }

    private boolean array(int depth) {
        at++;
        blanks();
        if (take(']')) {
            return true;
        }
        do {
            blanks();
            if (!value(depth, Members.IGNORED)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return true;
            }
            if (next < ' ' || next == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (at == text.length()) {
            return false;
        }
        char kind = text.charAt(at++);
        if (kind != 'u') {
            return "\"\\/bfnrt".indexOf(kind) >= 0;
        }
        int end = at + 4;
        while (at < end && at < text.length() && isHex(text.charAt(at))) {
            at++;
        }
        return at == end;
    }

    private static boolean isHex(char one) {
        return one >= '0' && one <= '9' || one >= 'a' && one <= 'f' || one >= 'A' && one <= 'F';
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean isAt(char one) {
        return at < text.length() && text.charAt(at) == one;
    }

    private boolean take(char one) {
        boolean there = isAt(one);
        at += there ? 1 : 0;
        return there;
    }
}
