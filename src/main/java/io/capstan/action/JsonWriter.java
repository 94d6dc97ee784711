package io.capstan.action;

import io.capstan.channel.JsonStrings;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object, member by member. The names of members are the caller's, and need no escape. */
final class JsonWriter {
    private final StringBuilder text;

    /** An object of about this many characters. */
    JsonWriter(int length) {
        text = new StringBuilder(length);
    }

    /** A small object. */
    static JsonWriter object() {
        return new JsonWriter(128);
    }

    /** A member that is a string. */
    JsonWriter text(String name, String value) {
        name(name);
        JsonStrings.quote(value, text);
        return this;
    }

    /** A member that is a number. */
    JsonWriter number(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** A member that is true or false. */
    JsonWriter flag(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** A member whose value is written already. */
    JsonWriter json(String name, String value) {
        name(name).append(value);
        return this;
    }

    /** The same, if there is one. */
    JsonWriter json(String name, @Nullable RawJson value) {
        return value == null ? this : json(name, value.text());
    }

    /** A member that is an array, each element written by a function. */
    <T> JsonWriter array(String name, Collection<T> elements, Function<T, String> write) {
        append(elements, write, name(name));
        return this;
    }

    /** An array that is no member of anything. */
    static <T> String array(Collection<T> elements, Function<T, String> write) {
        StringBuilder array = new StringBuilder(128);
        append(elements, write, array);
        return array.toString();
    }

    private static <T> void append(Collection<T> elements, Function<T, String> write, StringBuilder to) {
        char before = '[';
        for (T element : elements) {
            to.append(before).append(write.apply(element));
            before = ',';
        }
        to.append(elements.isEmpty() ? "[]" : "]");
    }

    private StringBuilder name(String name) {
        return text.append(text.isEmpty() ? "{\"" : ",\"").append(name).append("\":");
    }

    /** The object. */
    String end() {
        return text.isEmpty() ? "{}" : text.append('}').toString();
    }
}
