package io.capstan.wire.json;

import io.capstan.RelativeTime.Moment;
import jakarta.json.JsonException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Takes what is written of one object, up to a length. Used by one thread. */
final class JsonOutput extends Writer {
    private final int longest;
    private final List<Object> parts = new ArrayList<>(1);
    private StringBuilder text = new StringBuilder(256);
    private int length;

    JsonOutput(int longest) {
        this.longest = longest;
    }

    @Override
    public void write(char[] from, int start, int count) {
        if (count > longest - length) {
            throw new JsonException("it has more than " + longest + " characters; see capstan.json.length");
        }
        length += count;
        text.append(from, start, count);
    }

    /** What was written last is an empty string: into it comes a time, in whatever language. */
    void gap(Moment moment) {
        int quote = text.length() - 1;
        parts.add(text.substring(0, quote));
        parts.add(moment);
        text = new StringBuilder(text.substring(quote));
    }

    JsonText end() {
        parts.add(text.toString());
        return new JsonText(List.copyOf(parts));
    }

    @Override
    public void flush() {
        // everything is here already
    }

    @Override
    public void close() {
        // nothing is open
    }
}
