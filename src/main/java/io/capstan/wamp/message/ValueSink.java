package io.capstan.wamp.message;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes objects of what it is told. What is told as a key and is no string becomes the one that JSON would have. */
final class ValueSink implements Sink {
    private Container open = new Container(null, false);

    /** A list, or a dict with the key of its next member; most are empty. */
    private static final class Container {
        final @Nullable Container around;
        final boolean named;
        private List<@Nullable Object> list = List.of();
        private Map<String, @Nullable Object> dict = Map.of();
        private @Nullable String key;

        Container(@Nullable Container around, boolean named) {
            this.around = around;
            this.named = named;
        }

        void add(@Nullable Object value) {
            if (!named) {
                list = list.isEmpty() ? new ArrayList<>() : list;
                list.add(value);
            } else if (key == null) {
                key = ValueSink.key(value);
            } else {
                dict = dict.isEmpty() ? new LinkedHashMap<>() : dict;
                dict.put(key, value);
                key = null;
            }
        }

        List<@Nullable Object> list() {
            return Collections.unmodifiableList(list);
        }

        Object made() {
            return named ? Collections.unmodifiableMap(dict) : list();
        }
    }

    /** All that was told, not counting what is inside of others. */
    List<@Nullable Object> values() {
        return open.list();
    }

    /** The one value that was told, which is not {@code null}. */
    Object value() {
        Object value = open.list().get(0);
        if (value == null) {
            throw new IllegalStateException("Nothing but null was told.");
        }
        return value;
    }

    private void add(@Nullable Object value) {
        open.add(value);
    }

    private static String key(@Nullable Object value) {
        return value instanceof byte[] bytes ? BinaryText.of(bytes, 0, bytes.length) : String.valueOf(value);
    }

    @Override
    public void none() {
        add(null);
    }

    @Override
    public void bool(boolean value) {
        add(value);
    }

    @Override
    public void integer(long value) {
        add(value);
    }

    @Override
    public void integer(BigInteger value) {
        add(value);
    }

    @Override
    public void floating(double value) {
        add(value);
    }

    @Override
    public void string(String value) {
        add(value);
    }

    @Override
    public void string(byte[] utf8, int from, int to) {
        add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] bytes, int from, int to) {
        add(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public void beginList(int size) {
        open = new Container(open, false);
    }

    @Override
    public void beginDict(int size) {
        open = new Container(open, true);
    }

    @Override
    public void key() {
        // each second value of a dict is the one of a member
    }

    @Override
    public void end(int size) {
        Container ended = open;
        if (ended.around == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        open = ended.around;
        open.add(ended.made());
    }
}
