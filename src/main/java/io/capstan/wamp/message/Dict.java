package io.capstan.wamp.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The options or details of a message. Its values are {@code null}, {@link Boolean}, {@link Long},
 * {@link java.math.BigInteger}, {@link Double}, {@link String}, {@code byte[]}, {@link List} and {@link Map} of these. What
 * has a known name has to have its type, and what is {@code null} is not there. Immutable.
 */
public record Dict(Map<String, @Nullable Object> members) {
    /** Nothing. */
    public static final Dict EMPTY = new Dict(Map.of());

    /** One with these members. */
    public static Dict of(String name, Object value) {
        return new Dict(Map.of(name, value));
    }

    /** The same with one member more, or another value for one. */
    public Dict with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Dict(Collections.unmodifiableMap(more));
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether there is such a member, which is not {@code null}. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** A flag; false if it is not there. */
    public boolean flag(String name) throws ProtocolViolation {
        return flag(name, false);
    }

    /** A flag. */
    public boolean flag(String name, boolean otherwise) throws ProtocolViolation {
        Boolean value = get(name, Boolean.class, "a boolean");
        return value == null ? otherwise : value;
    }

    /** A string. */
    public Optional<String> string(String name) throws ProtocolViolation {
        return Optional.ofNullable(get(name, String.class, "a string"));
    }

    /** A whole number. */
    public OptionalLong integer(String name) throws ProtocolViolation {
        Long value = get(name, Long.class, "an integer");
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A list. */
    @SuppressWarnings("unchecked") // what is read is made of Objects
    public Optional<List<@Nullable Object>> list(String name) throws ProtocolViolation {
        return Optional.ofNullable((List<@Nullable Object>) get(name, List.class, "a list"));
    }

    /** A dict inside; empty if it is not there. */
    @SuppressWarnings("unchecked") // the keys of what is read are strings
    public Dict dict(String name) throws ProtocolViolation {
        Map<String, @Nullable Object> value = get(name, Map.class, "a dict");
        return value == null ? EMPTY : new Dict(value);
    }

    private <T> @Nullable T get(String name, Class<T> type, String what) throws ProtocolViolation {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new ProtocolViolation("The member " + name + " has to be " + what + ".");
        }
        return type.cast(value);
    }
}
