package io.capstan;

import jakarta.json.JsonString;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;

/**
 * Has a date be written as the time since or until then, in the language of each receiver: {@code 3 minutes ago},
 * {@code in 2 Tagen}.
 *
 * <p>Stands on a property (a field, its getter, or a component of a record) of type {@link Instant}, {@link OffsetDateTime},
 * {@link ZonedDateTime}, {@link Date}, {@link LocalDateTime}, which is taken in the time zone of the clock, or {@link Optional}
 * of one of these. The largest unit counts of which there is at least one: year, month, day, hour, minute, second; less than
 * a second is {@code now}. {@code null} and an empty {@code Optional} are written as {@code ""}. What a client sends is read as
 * a date, as without this annotation.
 *
 * <p>The language is the best one of the {@code Accept-Language} of the handshake, else {@code capstan.json.language}. A
 * publication is encoded once, and its dates are filled in once for each language. The words and the rules of plurals are those
 * of Unicode CLDR. A bean of type {@link java.time.Clock} says what time it is; default: the system's clock and time zone.
 *
 * <p>JSON that Capstan does not write, of a REST resource for one, has the date in ISO 8601.
 */
@Documented
@JsonbNillable
@JsonbTypeSerializer(RelativeTime.Writer.class)
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RelativeTime {

    /** Writes the property; JSON-B makes it, and nobody else needs it. */
    final class Writer implements JsonbSerializer<Object> {
        /** For JSON-B. */
        public Writer() {}

        /** @throws IllegalArgumentException if it is no date of the types named above */
        @Override
        public void serialize(Object date, JsonGenerator generator, SerializationContext context) {
            Object value = date instanceof Optional<?> optional ? optional.orElse(null) : date;
            if (value == null) {
                generator.write("");
            } else {
                generator.write(new Moment(value));
            }
        }
    }

    /**
     * A date on its way through JSON-B: a string in ISO 8601 for all but Capstan.
     *
     * @param date an {@code Instant}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code ZonedDateTime} or {@code Date}
     */
    record Moment(Object date) implements JsonString {
        public Moment {
            if (!(date instanceof Instant
                    || date instanceof LocalDateTime
                    || date instanceof OffsetDateTime
                    || date instanceof ZonedDateTime
                    || date instanceof Date)) {
                throw new IllegalArgumentException("@RelativeTime stands on a property of type "
                        + date.getClass().getName() + "; allowed are Instant, LocalDateTime, OffsetDateTime,"
                        + " ZonedDateTime, java.util.Date, and Optional of them.");
            }
        }

        @Override
        public String getString() {
            return date instanceof Date old
                    ? Instant.ofEpochMilli(old.getTime()).toString()
                    : date.toString();
        }

        @Override
        public CharSequence getChars() {
            return getString();
        }

        @Override
        public ValueType getValueType() {
            return ValueType.STRING;
        }
    }
}
