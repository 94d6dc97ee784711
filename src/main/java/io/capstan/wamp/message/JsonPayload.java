package io.capstan.wamp.message;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.channel.JsonStrings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Arguments whose values are JSON texts, put together and taken apart. */
final class JsonPayload {
    private JsonPayload() {}

    static Payload of(List<String> positional, Map<String, String> named) {
        positional.forEach(JsonPayload::check);
        named.values().forEach(JsonPayload::check);
        String list = "[" + String.join(",", positional) + "]";
        check(list);
        if (named.isEmpty()) {
            return Payload.json(Payload.Shape.LIST, list);
        }
        String dict = named.entrySet().stream()
                .map(member -> JsonStrings.quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        check(dict);
        return Payload.json(Payload.Shape.LIST_AND_DICT, list + "," + dict);
    }

    private static void check(String value) {
        try {
            JsonCursor cursor = new JsonCursor(value);
            cursor.skip();
            cursor.expectEnd();
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The elements of the list that a payload begins with; itself, if it is no list. */
    static List<String> positional(String payload) {
        List<String> values = new ArrayList<>();
        JsonCursor cursor = new JsonCursor(payload);
        try {
            if (cursor.peek() == '[') {
                cursor.elements(values::add);
            } else {
                values.add(cursor.value());
            }
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
        return Collections.unmodifiableList(values);
    }

    /** The members of the dict behind the list. */
    static Map<String, String> named(String payload) {
        Map<String, String> values = new LinkedHashMap<>();
        JsonCursor cursor = new JsonCursor(payload);
        try {
            cursor.skip();
            cursor.expect(',');
            cursor.members(values::put);
        } catch (MalformedException e) {
            throw new IllegalStateException("It has been read before.", e);
        }
        return Collections.unmodifiableMap(values);
    }
}
