package io.capstan.action;

import io.capstan.action.JsonScanner.Members;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A JSON value as it is written: checked, and not interpreted, so that what only passes through stays as it came.
 *
 * @param text one well-formed value, without blanks around it
 */
public record RawJson(String text) {
    /** How many brackets may stand within each other: ten times what people write by hand, a tenth of what Yasson takes. */
    static final int DEEPEST = 100;

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The value that a text is; empty if it is none, or deeper than {@link #DEEPEST} levels. */
    static Optional<RawJson> parse(String text) {
        return JsonScanner.isJson(text, DEEPEST, Members.IGNORED)
                ? Optional.of(new RawJson(text.strip()))
                : Optional.empty();
    }

    boolean isObject() {
        return text.charAt(0) == '{';
    }

    boolean isString() {
        return text.charAt(0) == '"';
    }

    boolean isNumber() {
        return text.charAt(0) == '-' || Character.isDigit(text.charAt(0));
    }

    boolean isNull() {
        return text.equals("null");
    }

    /** What a string stands for. */
    String string() {
        return unescape(text, 1, text.length() - 1);
    }

    /** A whole number from 0 on, written without fraction and exponent; empty if it is anything else. */
    OptionalLong wholeNumber() {
        return WHOLE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * The members of an object.
     *
     * @throws ActionException if two have the same name
     */
    Map<String, RawJson> members() throws ActionException {
        Map<String, RawJson> members = new HashMap<>();
        String[] twice = new String[1];
        JsonScanner.isJson(text, DEEPEST, (nameFrom, nameTo, valueFrom, valueTo) -> {
            String name = unescape(text, nameFrom, nameTo);
            if (members.put(name, new RawJson(text.substring(valueFrom, valueTo))) != null) {
                twice[0] = name;
            }
        });
        if (twice[0] != null) {
            throw ActionException.invalid("A member stands here twice.", twice[0]);
        }
        return members;
    }

    private static String unescape(String text, int from, int to) {
        int escape = text.indexOf('\\', from);
        if (escape < 0 || escape >= to) {
            return text.substring(from, to);
        }
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char one = text.charAt(i);
            if (one != '\\') {
                plain.append(one);
                continue;
            }
            char kind = text.charAt(++i);
            if (kind == 'u') {
                plain.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
                i += 4;
            } else {
                plain.append(unescape(kind));
            }
        }
        return plain.toString();
    }

    private static char unescape(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
