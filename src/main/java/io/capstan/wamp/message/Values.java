package io.capstan.wamp.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Arguments as objects: of the types that {@link Dict} names, and immutable. */
record Values(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

    /** Those that code has made: copied, in the types that decoding yields too. */
    static Values copy(
            Collection<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> named) {
        return new Values(list(positional, 1), dict(named, 1));
    }

    /** Those that have been read. */
    @SuppressWarnings("unchecked") // the shape has been checked as they came in
    static Values of(Payload.Shape shape, List<@Nullable Object> read) {
        return switch (shape) {
            case NOTHING -> new Values(List.of(), Map.of());
            case OPAQUE -> new Values(read, Map.of());
            case LIST -> new Values((List<@Nullable Object>) element(read, 0), Map.of());
            case LIST_AND_DICT ->
                new Values((List<@Nullable Object>) element(read, 0), (Map<String, @Nullable Object>) element(read, 1));
        };
    }

    private static Object element(List<@Nullable Object> read, int at) {
        Object element = read.get(at);
        if (element == null) {
            throw new IllegalStateException("It has been a list or dict before.");
        }
        return element;
    }

    /** What they are where they stand in a message. */
    Payload.Shape shape() {
        if (!named.isEmpty()) {
            return Payload.Shape.LIST_AND_DICT;
        }
        return positional.isEmpty() ? Payload.Shape.NOTHING : Payload.Shape.LIST;
    }

    void tell(Payload.Shape shape, Sink sink) {
        if (shape == Payload.Shape.OPAQUE) {
            tell(positional.get(0), sink);
            return;
        }
        if (shape.elements() > 0) {
            tell(positional, sink);
        }
        if (shape.elements() > 1) {
            tell(named, sink);
        }
    }

    /** Tells a value of one of the types that {@link Dict} names. */
    static void tell(@Nullable Object value, Sink sink) {
        if (value instanceof String string) {
            sink.string(string);
        } else if (value instanceof Long || value instanceof Integer) {
            sink.integer(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            sink.bool(bool);
        } else if (value instanceof Map<?, ?> dict) {
            sink.beginDict(dict.size());
            dict.forEach((name, member) -> {
                sink.key();
                sink.string((String) name);
                tell(member, sink);
            });
            sink.end(dict.size());
        } else if (value instanceof Collection<?> list) {
            sink.beginList(list.size());
            list.forEach(element -> tell(element, sink));
            sink.end(list.size());
        } else if (value instanceof byte[] bytes) {
            sink.binary(bytes, 0, bytes.length);
        } else if (value instanceof Double number) {
            sink.floating(number);
        } else if (value instanceof BigInteger number) {
            sink.integer(number);
        } else if (value == null) {
            sink.none();
        } else {
            tell(copy(value, 1), sink);
        }
    }

    private static @Nullable Object copy(@Nullable Object value, int depth) {
        if (depth > Source.DEEPEST) {
            throw new IllegalArgumentException("There are more than " + Source.DEEPEST
                    + " lists and dicts within each other; one of them may contain itself.");
        }
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Collection<?> list) {
            return list(list, depth + 1);
        }
        if (value instanceof Map<?, ?> dict) {
            return dict(dict, depth + 1);
        }
        throw new IllegalArgumentException(value.getClass().getName()
                + " is no value of WAMP: these are null, booleans, numbers, strings, byte arrays, and collections and maps"
                + " of these.");
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.doubleValue();
        }
        if (number instanceof Float) {
            return number.doubleValue();
        }
        if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
        }
        return number.longValue();
    }

    private static List<@Nullable Object> list(Collection<? extends @Nullable Object> values, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(values.size());
        for (Object value : values) {
            copy.add(copy(value, depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, @Nullable Object> dict(Map<?, ? extends @Nullable Object> values, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!(name instanceof String) && !(name instanceof Enum<?>)) {
                throw new IllegalArgumentException("The key " + name + " of a dict is no string.");
            }
            copy.put(name.toString(), copy(value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    // equality, also of what is in byte arrays

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values values && same(positional, values.positional) && same(named, values.named);
    }

    @Override
    public int hashCode() {
        return 31 * positional.size() + named.keySet().hashCode();
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes) {
            return other instanceof byte[] others && Arrays.equals(bytes, others);
        }
        if (one instanceof List<?> list) {
            return other instanceof List<?> others && same(list, others);
        }
        if (one instanceof Map<?, ?> dict) {
            return other instanceof Map<?, ?> others && same(dict, others);
        }
        return Objects.equals(one, other);
    }

    private static boolean same(List<?> one, List<?> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
    }

    private static boolean same(Map<?, ?> one, Map<?, ?> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> same(one.get(name), other.get(name)));
    }
}
