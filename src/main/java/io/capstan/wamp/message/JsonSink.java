package io.capstan.wamp.message;

import io.capstan.channel.JsonStrings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes JSON. What JSON does not know, as infinity, becomes {@code null}, as everywhere in the field. */
final class JsonSink implements MessageSink {
    private final StringBuilder text;
    private final Deque<Character> open = new ArrayDeque<>();
    private boolean more;
    private boolean key;

    /** For about so many characters. */
    JsonSink(int length) {
        text = new StringBuilder(length);
    }

    /** What was told, a comma between the values. */
    String text() {
        return text.toString();
    }

    /** A message behind which there is another one in the same frame. */
    void separator(char separator) {
        text.append(separator);
        more = false;
    }

    @Override
    public void payload(Payload payload) {
        begin().append(payload.json());
        more = true;
    }

    private StringBuilder begin() {
        return more ? text.append(',') : text;
    }

    private void scalar(String written) {
        begin();
        if (key) {
            text.append('"').append(written).append('"');
        } else {
            text.append(written);
        }
        end();
    }

    /** Behind a scalar. */
    private void end() {
        if (key) {
            text.append(':');
        }
        more = !key;
        key = false;
    }

    @Override
    public void none() {
        scalar("null");
    }

    @Override
    public void bool(boolean value) {
        scalar(value ? "true" : "false");
    }

    @Override
    public void integer(long value) {
        if (key) {
            scalar(Long.toString(value));
        } else {
            begin().append(value);
            more = true;
        }
    }

    @Override
    public void integer(BigInteger value) {
        scalar(value.toString());
    }

    @Override
    public void floating(double value) {
        scalar(Double.isFinite(value) ? Double.toString(value) : "null");
    }

    @Override
    public void string(String value) {
        begin();
        JsonStrings.quote(value, text);
        end();
    }

    @Override
    public void string(byte[] utf8, int from, int to) {
        string(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] bytes, int from, int to) {
        string(BinaryText.of(bytes, from, to));
    }

    @Override
    public void beginList(int size) {
        begin().append('[');
        open.push(']');
        more = false;
    }

    @Override
    public void beginDict(int size) {
        begin().append('{');
        open.push('}');
        more = false;
    }

    @Override
    public void key() {
        key = true;
    }

    @Override
    public void end(int size) {
        text.append(open.pop().charValue());
        more = true;
    }
}
