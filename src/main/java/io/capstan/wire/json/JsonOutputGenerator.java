package io.capstan.wire.json;

import io.capstan.RelativeTime.Moment;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands what JSON-B writes to the server's generator. It goes no deeper than it may, and leaves gaps for relative times. Used by
 * one thread, for one object.
 */
final class JsonOutputGenerator extends ForwardingGenerator {
    private final JsonOutput output;
    private final RelativeNames relative;

    /** The name whose value comes next, {@code null} if it came with its value, or in an array. */
    private @Nullable String name;

    private int depth;

    JsonOutputGenerator(JsonGenerator server, JsonOutput output, RelativeNames relative) {
        super(server);
        this.output = output;
        this.relative = relative;
    }

    // structure

    private void enter() {
        name = null;
        if (++depth > JsonOptions.DEEPEST) {
            throw new JsonException("it refers to itself, or is deeper than " + JsonOptions.DEEPEST + " levels");
        }
    }

    @Override
    public JsonGenerator writeStartObject() {
        enter();
        return super.writeStartObject();
    }

    @Override
    public JsonGenerator writeStartObject(String member) {
        enter();
        return super.writeStartObject(member);
    }

    @Override
    public JsonGenerator writeStartArray() {
        enter();
        return super.writeStartArray();
    }

    @Override
    public JsonGenerator writeStartArray(String member) {
        enter();
        return super.writeStartArray(member);
    }

    @Override
    public JsonGenerator writeKey(String member) {
        name = member;
        return super.writeKey(member);
    }

    @Override
    public JsonGenerator writeEnd() {
        depth--;
        name = null;
        return super.writeEnd();
    }

    // dates

    private JsonGenerator gap(Moment moment) {
        name = null;
        super.write("");
        super.flush();
        output.gap(moment);
        return this;
    }

    @Override
    public JsonGenerator write(JsonValue value) {
        if (value instanceof Moment moment) {
            return gap(moment);
        }
        name = null;
        return super.write(value);
    }

    @Override
    public JsonGenerator write(String member, JsonValue value) {
        return writeKey(member).write(value);
    }

    @Override
    public JsonGenerator write(String value) {
        Optional<Moment> date = name != null && relative.isConfigured(name) ? date(value) : Optional.empty();
        if (date.isPresent()) {
            return gap(date.get());
        }
        name = null;
        return super.write(value);
    }

    @Override
    public JsonGenerator write(String member, String value) {
        if (relative.isConfigured(member)) {
            return writeKey(member).write(value);
        }
        return super.write(member, value);
    }

    private static Optional<Moment> date(String text) {
        try {
            return Optional.of(new Moment(
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from)));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    @Override
    public JsonGenerator writeNull(String member) {
        return relative.has(member) ? super.write(member, "") : super.writeNull(member);
    }

    @Override
    public JsonGenerator writeNull() {
        boolean isTime = name != null && relative.has(name);
        name = null;
        return isTime ? super.write("") : super.writeNull();
    }

    /** Half a document, after a failure, is not flushed: a generator complains of that louder than of what failed. */
    @Override
    public void flush() {
        if (depth == 0) {
            super.flush();
        }
    }

    @Override
    public void close() {
        if (depth == 0) {
            super.close();
        }
    }
}
