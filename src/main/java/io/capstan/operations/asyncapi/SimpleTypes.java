package io.capstan.operations.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;

/** The schemas of types that JSON-B writes as one string, number or word (JSON-B 3.0 §3), and of JSON itself. */
final class SimpleTypes {
    private static final Map<Class<?>, JsonObject> ALL = new HashMap<>();

    static {
        all(schema("string"), String.class, CharSequence.class, StringBuilder.class, TimeZone.class, ZoneId.class);
        all(schema("string"), ZoneOffset.class, JsonString.class);
        all(Json.createObjectBuilder(schema("string")).add("maxLength", 1).build(), char.class, Character.class);
        all(schema("boolean"), boolean.class, Boolean.class);
        all(schema("integer"), byte.class, Byte.class, short.class, Short.class, BigInteger.class);
        all(schema("integer", "int32"), int.class, Integer.class, OptionalInt.class);
        all(schema("integer", "int64"), long.class, Long.class, OptionalLong.class);
        all(schema("number", "float"), float.class, Float.class);
        all(schema("number", "double"), double.class, Double.class, OptionalDouble.class);
        all(schema("number"), BigDecimal.class, Number.class, JsonNumber.class);
        all(schema("string", "uuid"), UUID.class);
        all(schema("string", "uri"), URI.class, URL.class);
        all(schema("string", "date"), LocalDate.class);
        all(schema("string", "date-time"), Instant.class, OffsetDateTime.class);
        all(schema("string", "time"), OffsetTime.class);
        all(schema("string", "duration"), Duration.class, Period.class);
        all(example("local-time", "10:15:30"), LocalTime.class);
        all(example("local-date-time", "2026-03-15T10:15:30"), LocalDateTime.class);
        all(example("zoned-date-time", "2026-03-15T10:15:30+01:00[Europe/Berlin]"), ZonedDateTime.class);
        all(example("zoned-date-time", "2026-03-15T10:15:30Z[UTC]"), Date.class, Calendar.class);
        all(example("zoned-date-time", "2026-03-15T10:15:30Z[UTC]"), GregorianCalendar.class);
        all(schema("object"), JsonObject.class);
        all(schema("array"), JsonArray.class);
        all(JsonValue.EMPTY_JSON_OBJECT, Object.class, JsonValue.class, JsonStructure.class);
    }

    private SimpleTypes() {}

    private static void all(JsonObject schema, Class<?>... types) {
        for (Class<?> type : types) {
            ALL.put(type, schema);
        }
    }

    static JsonObject schema(String type) {
        return Json.createObjectBuilder().add("type", type).build();
    }

    private static JsonObject schema(String type, String format) {
        return Json.createObjectBuilder(schema(type)).add("format", format).build();
    }

    /** A format that JSON Schema has no name for. */
    private static JsonObject example(String format, String example) {
        return Json.createObjectBuilder(schema("string", format))
                .add("examples", Json.createArrayBuilder().add(example))
                .build();
    }

    /** The schema of a type; empty if it is none of these. */
    static Optional<JsonObject> of(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }
}
