package io.capstan.wamp.bean;

import io.capstan.Message;
import io.capstan.Wamp;
import io.capstan.channel.Hub;
import io.capstan.component.JsonMessages;
import io.capstan.wamp.message.Arguments;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns objects of an application into arguments, and arguments into these. Thread-safe. */
public final class Marshaller {
    private final Supplier<Hub> hub;
    private final JsonMessages json;

    /** @param hub knows how what leaves is encoded */
    public Marshaller(Supplier<Hub> hub, JsonMessages json) {
        this.hub = hub;
        this.json = json;
    }

    /**
     * Arguments of these.
     *
     * @throws IllegalArgumentException if JSON-B cannot encode one of them
     */
    public Arguments arguments(
            Collection<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> named) {
        if (positional.stream().allMatch(Marshaller::isPlain)
                && named.values().stream().allMatch(Marshaller::isPlain)) {
            return Arguments.of(new ArrayList<>(positional), named);
        }
        Map<String, String> members = new LinkedHashMap<>();
        named.forEach((name, value) -> members.put(name, toJson(value)));
        return Arguments.ofJson(positional.stream().map(this::toJson).toList(), members);
    }

    /** What a procedure has returned. */
    public Arguments result(@Nullable Object returned) {
        if (returned instanceof Wamp.Result result) {
            return arguments(result.arguments(), result.keywordArguments());
        }
        return arguments(Collections.singletonList(returned), Map.of());
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof byte[];
    }

    private String toJson(@Nullable Object value) {
        return isPlain(value)
                ? Arguments.toJson(value)
                : String.valueOf(hub.get()
                        .encoder()
                        .encode(Message.json(value))
                        .general()
                        .text());
    }

    /**
     * An argument as what a parameter takes.
     *
     * @throws RuntimeException if it does not fit
     */
    @Nullable
    Object value(@Nullable Object argument, Type type) {
        if (argument == null || type == Object.class || type instanceof Class<?> plain && plain.isInstance(argument)) {
            return argument;
        }
        if (argument instanceof Long number && (type == int.class || type == Integer.class)) {
            return Math.toIntExact(number);
        }
        if (argument instanceof Long && type == long.class
                || argument instanceof Boolean && type == boolean.class
                || argument instanceof Double && type == double.class) {
            return argument;
        }
        return json.read(Arguments.toJson(argument), type);
    }
}
