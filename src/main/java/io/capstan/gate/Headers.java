package io.capstan.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
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
    private static final List<String> OWN = List.of("Sec-WebSocket-Key", "Cookie", "Authorization", "X-Forwarded-For");

    private final String[] names;
    /** A {@code String} where there is one value, else a {@code List} of them. */
    private final Object[] values;

    private Headers(String[] names, Object[] values) {
        this.names = Common.texts(names);
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

    /** The headers of a request, of which servers may list one more than once, in different cases. */
    static Headers of(HttpServletRequest request) {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Enumeration<String> all = request.getHeaderNames(); all.hasMoreElements(); ) {
            String name = all.nextElement();
            if (!contains(names, name)) {
                names.add(Common.text(name));
                values.add(values(name, request.getHeaders(name)));
            }
        }
        return new Headers(names.toArray(String[]::new), values.toArray());
    }

    private static boolean contains(List<String> names, String name) {
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static Object values(String name, Enumeration<String> all) {
        String first = all.hasMoreElements() ? all.nextElement() : "";
        if (!all.hasMoreElements()) {
            return value(name, first);
        }
        List<String> values = new ArrayList<>();
        values.add(first);
        all.asIterator().forEachRemaining(values::add);
        return List.copyOf(values);
    }

    private static String value(String name, String value) {
        return isOwn(name) ? value : Common.text(value);
    }

    private static boolean isOwn(String name) {
        return contains(OWN, name);
    }

    /** The same, as an object that others may have too; these themselves where there is something that is one client's own. */
    Headers shared() {
        for (String name : names) {
            if (isOwn(name)) {
                return this;
            }
        }
        return Common.headers(names, values, this);
    }

    /** The characters of all names and values, and so many more for each value. */
    long length(int forEach) {
        long length = 0;
        for (int i = 0; i < names.length; i++) {
            if (values[i] instanceof String value) {
                length += names[i].length() + value.length() + forEach;
            } else {
                for (String value : value(i)) {
                    length += names[i].length() + value.length() + forEach;
                }
            }
        }
        return length;
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
