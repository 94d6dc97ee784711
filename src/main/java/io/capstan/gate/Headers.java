package io.capstan.gate;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Request headers, all values by name, in their order; a name is found whatever its case. Immutable, and small: a
 * connection keeps them for as long as it lives, and there are many connections.
 */
final class Headers extends AbstractMap<String, List<String>> {
    /** Headers whose values hardly two clients have in common. */
    private static final Set<String> OWN = Set.of("sec-websocket-key", "cookie", "authorization", "x-forwarded-for");

    private final String[] names;
    /** A {@code String} where there is one value, else a {@code List} of them. */
    private final Object[] values;

    private Headers(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** These headers, of which no two names may differ in case alone. */
    static Headers of(Map<String, List<String>> headers) {
        String[] names = new String[headers.size()];
        Object[] values = new Object[headers.size()];
        int at = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            List<String> all = header.getValue();
            names[at] = Common.text(header.getKey());
            values[at++] = all.size() == 1 ? value(header.getKey(), all.get(0)) : List.copyOf(all);
        }
        return new Headers(names, values);
    }

    private static String value(String name, String value) {
        return OWN.contains(name.toLowerCase(Locale.ROOT)) ? value : Common.text(value);
    }

    /** These headers but one. */
    Headers without(String name) {
        int there = 0;
        for (String each : names) {
            there += each.equalsIgnoreCase(name) ? 1 : 0;
        }
        String[] otherNames = new String[names.length - there];
        Object[] otherValues = new Object[names.length - there];
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equalsIgnoreCase(name)) {
                otherNames[at] = names[i];
                otherValues[at++] = values[i];
            }
        }
        return new Headers(otherNames, otherValues);
    }

    @Override
    public @Nullable List<String> get(@Nullable Object name) {
        if (name instanceof String text) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].equalsIgnoreCase(text)) {
                    return value(i);
                }
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @SuppressWarnings("unchecked")
    private List<String> value(int index) {
        Object value = values[index];
        return value instanceof String one ? List.of(one) : (List<String>) value;
    }

    /** The names only: what is in headers, a token for example, belongs in no log. */
    @Override
    public String toString() {
        return Arrays.toString(names);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, List<String>>> iterator() {
                return IntStream.range(0, names.length)
                        .mapToObj(i -> Map.entry(names[i], value(i)))
                        .iterator();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }
}
