package io.capstan.action;

import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.channel.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The value that a text is; empty if it is none, or deeper than {@link JsonCursor#DEEPEST} levels. */
    static Optional<RawJson> parse(String text) {
        JsonCursor cursor = new JsonCursor(text);
        try {
            RawJson value = new RawJson(cursor.value());
            cursor.expectEnd();
            return Optional.of(value);
        } catch (MalformedException none) {
            return Optional.empty();
        }
    }

    boolean isObject() {
        return text.charAt(0) == '{';
    }

    /** Whether it is a string. */
    public boolean isString() {
        return text.charAt(0) == '"';
    }

    boolean isNumber() {
        return text.charAt(0) == '-' || Character.isDigit(text.charAt(0));
    }

    boolean isNull() {
        return text.equals("null");
    }

    /** What a string stands for. */
    public String string() {
        try {
            return new JsonCursor(text).string();
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
    }

    /** What is published to a channel with it. */
    public Payload payload() {
        return Payload.ofJson(text, isString() ? string() : null);
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
        List<String> twice = new ArrayList<>();
        try {
            new JsonCursor(text).members((name, value) -> {
                if (members.put(name, new RawJson(value)) != null) {
                    twice.add(name);
                }
            });
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
        if (!twice.isEmpty()) {
            throw ActionException.invalid("A member stands here twice.", twice.get(0));
        }
        return members;
    }

    @Override
    public String toString() {
        return text;
    }
}
