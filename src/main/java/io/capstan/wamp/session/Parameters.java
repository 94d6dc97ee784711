package io.capstan.wamp.session;

import io.capstan.WampException;
import io.capstan.wamp.message.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a meta procedure, each by its position or by its name. */
record Parameters(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

    static Parameters of(Arguments arguments) {
        return new Parameters(arguments.positional(), arguments.named());
    }

    long id(int position, String name) {
        return find(position, name, Long.class, "an id").orElseThrow(() -> missing(name));
    }

    String text(int position, String name) {
        return find(position, name, String.class, "a string").orElseThrow(() -> missing(name));
    }

    Optional<String> text(String name) {
        return find(Integer.MAX_VALUE, name, String.class, "a string");
    }

    @SuppressWarnings("unchecked") // what is read is made of Objects
    Optional<List<@Nullable Object>> list(int position, String name) {
        return find(position, name, List.class, "a list").map(list -> (List<@Nullable Object>) list);
    }

    @SuppressWarnings("unchecked") // the keys of what is read are strings
    Optional<Map<String, @Nullable Object>> map(int position, String name) {
        return find(position, name, Map.class, "a dict").map(map -> (Map<String, @Nullable Object>) map);
    }

    /** A list of strings; empty if it is not there. */
    Optional<List<String>> texts(int position, String name) {
        return list(position, name).map(all -> {
            List<String> texts = new ArrayList<>();
            for (@Nullable Object one : all) {
                if (!(one instanceof String text)) {
                    throw wrong(name, "a list of strings");
                }
                texts.add(text);
            }
            return texts;
        });
    }

    private <T> Optional<T> find(int position, String name, Class<T> type, String what) {
        Object value = position < positional.size() ? positional.get(position) : named.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, what);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static WampException missing(String name) {
        return new WampException(Reason.INVALID_ARGUMENT, "The argument " + name + " is missing.");
    }

    private static WampException wrong(String name, String what) {
        return new WampException(Reason.INVALID_ARGUMENT, "The argument " + name + " has to be " + what + ".");
    }
}
