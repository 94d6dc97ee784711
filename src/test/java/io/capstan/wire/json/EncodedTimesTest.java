package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.RelativeTime;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How relative times are written. */
class EncodedTimesTest {
    public record Post(
            @RelativeTime Instant a,
            @RelativeTime LocalDateTime b,
            @RelativeTime OffsetDateTime c,
            @RelativeTime ZonedDateTime d,
            @RelativeTime Date e,
            @RelativeTime Optional<Instant> f,
            Instant plain) {}

    public static class Bean {
        private final Instant at;

        public Bean(Instant at) {
            this.at = at;
        }

        @RelativeTime
        @JsonbProperty("posted_at")
        public Instant getAt() {
            return at;
        }
    }

    public record Named(Instant createdAt, Date updatedAt, String title, List<String> notes) {}

    @JsonbNillable
    public record Nillable(Instant createdAt, String title) {}

    @Test
    @DisplayName("PAR-309 every type of date is written as relative time, and what has no annotation is not")
    void types() {
        Instant then = EncoderRig.NOW.minus(Duration.ofHours(3));
        Post post = new Post(
                then,
                LocalDateTime.ofInstant(then, ZoneOffset.UTC),
                then.atOffset(ZoneOffset.UTC),
                then.atZone(ZoneOffset.UTC),
                Date.from(then),
                Optional.of(then),
                then);
        String ago = "\"3 hours ago\"";
        assertEquals(
                "{\"a\":" + ago + ",\"b\":" + ago + ",\"c\":" + ago + ",\"d\":" + ago + ",\"e\":" + ago + ",\"f\":"
                        + ago + ",\"plain\":\"2026-03-15T09:00:00Z\"}",
                EncoderRig.json(post));
    }

    @Test
    @DisplayName("PAR-308 null and an empty Optional are written as empty strings")
    void nothing() {
        assertEquals(
                "{\"a\":\"\",\"b\":\"\",\"c\":\"\",\"d\":\"\",\"e\":\"\",\"f\":\"\"}",
                EncoderRig.json(new Post(null, null, null, null, null, Optional.empty(), null)));
        assertEquals("{\"posted_at\":\"\"}", EncoderRig.json(new Bean(null)));
    }

    @Test
    @DisplayName("PAR-308 an object is encoded once, and its times are filled in for each language")
    void languages() {
        AtomicInteger asked = new AtomicInteger();
        JsonEncoder.Document document = EncoderRig.ENCODER.write(
                new Object() {
                    @RelativeTime
                    public Instant getAt() {
                        asked.incrementAndGet();
                        return EncoderRig.NOW.minusSeconds(2);
                    }

                    public String getText() {
                        return "\"at\":\"\"";
                    }
                },
                Set.of());
        assertTrue(document.isLocalized());
        String rest = ",\"text\":\"\\\"at\\\":\\\"\\\"\"}";
        assertEquals("{\"at\":\"vor 2 Sekunden\"" + rest, document.in("de"));
        assertEquals("{\"at\":\"2 секунды назад\"" + rest, document.in("ru"));
        assertEquals("{\"at\":\"2 seconds ago\"" + rest, document.text());
        assertEquals(1, asked.get());
    }

    @Test
    @DisplayName("without a relative time the language plays no part")
    void plain() {
        assertFalse(EncoderRig.ENCODER
                .write(new Named(EncoderRig.NOW, null, "t", List.of()), Set.of())
                .isLocalized());
        assertFalse(EncoderRig.ENCODER.write(new Bean(null), Set.of()).isLocalized());
    }

    @Test
    @DisplayName("PAR-308 dates under configured names are written as relative time, without an annotation")
    void names() {
        JsonOptions options = new JsonOptions("de", List.of(), Set.of("createdAt", "updatedAt"), 1000, 1000);
        JsonEncoder configured = EncoderRig.encoder(new JsonbConfig(), options);
        Named named = new Named(
                EncoderRig.NOW.minusSeconds(60),
                Date.from(EncoderRig.NOW.plusSeconds(5)),
                "2026-03-15T12:00:00Z",
                List.of("createdAt"));
        assertEquals(
                "{\"createdAt\":\"vor 1 Minute\",\"notes\":[\"createdAt\"],\"title\":\"2026-03-15T12:00:00Z\","
                        + "\"updatedAt\":\"in 5 Sekunden\"}",
                configured.write(named, Set.of()).text());
        assertEquals(
                "{\"createdAt\":\"yesterday\"}",
                configured.write(Map.of("createdAt", "yesterday"), Set.of()).text());
        assertEquals(
                "{\"createdAt\":\"\",\"title\":null}",
                configured.write(new Nillable(null, null), Set.of()).text());
    }

    @Test
    @DisplayName("JSON that Capstan does not write has the date in ISO 8601, and reads it")
    void elsewhere() throws Exception {
        Jsonb jsonb = JsonbBuilder.create();
        assertEquals("{\"posted_at\":\"2026-03-15T12:00:00Z\"}", jsonb.toJson(new Bean(EncoderRig.NOW)));
        Post read = jsonb.fromJson("{\"a\":\"2026-03-15T12:00:00Z\"}", Post.class);
        assertEquals(EncoderRig.NOW, read.a());
        jsonb.close();
    }

    public record Wrong(@RelativeTime LocalDate day) {}

    @Test
    @DisplayName("PAR-309 the annotation on another type is named, with the allowed ones")
    void wrong() {
        String message = assertThrows(IllegalArgumentException.class, () -> EncoderRig.json(new Wrong(LocalDate.EPOCH)))
                .getMessage();
        assertTrue(message.contains(Wrong.class.getName()), message);
        assertTrue(message.contains("java.time.LocalDate; allowed are Instant"), message);
    }
}
