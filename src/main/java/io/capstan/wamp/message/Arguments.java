package io.capstan.wamp.message;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a message: arguments by position and by name. What came from a client stays as it was written and is not
 * interpreted unless somebody asks for its values; for a peer with another serializer it is written anew, once.
 *
 * <p>Values are those of a {@link Dict}. Immutable, so that any number of receivers may share it.
 */
public sealed interface Arguments permits Payload {
    /** No arguments. */
    Arguments NONE = Payload.of(new Values(List.of(), Map.of()));

    /**
     * These values. Other numbers, characters and enums are taken for those of a {@link Dict} that are meant.
     *
     * @throws IllegalArgumentException if one of them cannot be written
     */
    static Arguments of(List<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> named) {
        return positional.isEmpty() && named.isEmpty() ? NONE : Payload.of(Values.copy(positional, named));
    }

    /** These values by position. */
    static Arguments of(@Nullable Object... positional) {
        return of(Arrays.asList(positional), Map.of());
    }

    /**
     * One value by position, which is not interpreted unless somebody needs it in another form.
     *
     * @param value well-formed JSON, with at most a hundred lists and dicts within each other
     */
    static Arguments ofJson(String value) {
        return Payload.json(Payload.Shape.LIST, "[" + value + "]");
    }

    /**
     * Values that are written as JSON, as JSON-B does it; a string may be binary (see {@link Serializer#JSON}).
     *
     * @throws IllegalArgumentException if one of them is no JSON
     */
    static Arguments ofJson(List<String> positional, Map<String, String> named) {
        return positional.isEmpty() && named.isEmpty() ? NONE : JsonPayload.of(positional, named);
    }

    /**
     * A value as JSON.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    static String toJson(@Nullable Object value) {
        String list = Payload.of(Values.copy(Arrays.asList(value), Map.of())).json();
        return list.substring(1, list.length() - 1);
    }

    /** Whether there are none. */
    boolean isEmpty();

    /**
     * Whether it is one string or binary in the place of arguments, which nobody but the receiver can read: the payload
     * transparency of Autobahn ({@code enc_algo}). It is the only positional value then.
     */
    boolean isOpaque();

    /** About how long they are as they were written, in bytes. */
    int bytes();

    /** As JSON: the list, and the dict behind a comma if there is one; nothing, if there are none. */
    String json();

    /** Those by position. */
    List<@Nullable Object> positional();

    /** Those by name. */
    Map<String, @Nullable Object> named();

    /** Those by position, each of them as JSON. */
    List<String> positionalJson();

    /** Those by name, each of them as JSON. */
    Map<String, String> namedJson();
}
