package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.RelativeTime;
import io.capstan.View;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the application has configured holds for what Capstan writes. */
class EncoderConfigurationTest {
    public record Names(String firstName, @RelativeTime Instant lastSeen) {}

    @Test
    @DisplayName("PAR-309 names, nulls and formats of a JsonbConfig hold, also for what is relative")
    void config() {
        JsonEncoder own = EncoderRig.encoder(
                new JsonbConfig()
                        .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
                        .withNullValues(true)
                        .withFormatting(false),
                JsonOptions.DEFAULTS);
        assertEquals(
                "{\"first_name\":null,\"last_seen\":\"\"}",
                own.write(new Names(null, null), Set.of()).text());
        assertEquals(
                "{\"first_name\":\"A\",\"last_seen\":\"now\"}",
                own.write(new Names("A", EncoderRig.NOW), Set.of()).text());
    }

    @Test
    @DisplayName("also with line breaks between members, times go where they belong")
    void formatting() {
        JsonEncoder own = EncoderRig.encoder(new JsonbConfig().withFormatting(true), JsonOptions.DEFAULTS);
        String text = own.write(new Names("A", EncoderRig.NOW), Set.of()).text();
        assertTrue(text.contains("\n"), text);
        assertEquals("{\"firstName\":\"A\",\"lastSeen\":\"now\"}", text.replaceAll("\\s", ""));
    }

    @Test
    @DisplayName("a Jsonb of the application writes as it likes, and is asked for no views")
    void jsonb() throws Exception {
        Jsonb own = JsonbBuilder.create(new JsonbConfig().withNullValues(true));
        JsonEncoder with = new JsonEncoder(
                new JsonBinding(new JsonbConfig(), Optional.of(own), JsonOptions.DEFAULTS),
                JsonOptions.DEFAULTS,
                EncoderRig.CLOCK);
        assertEquals(
                "{\"firstName\":null,\"lastSeen\":\"2026-03-15T12:00:00Z\"}",
                with.write(new Names(null, EncoderRig.NOW), Set.of()).text());
        String message = assertThrows(IllegalArgumentException.class, () -> with.write(1, Set.of("list")))
                .getMessage();
        assertTrue(message.contains("have a bean of type jakarta.json.bind.JsonbConfig instead"), message);
        own.close();
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal {}

    public record Dog(String name, @RelativeTime Instant fed) implements Animal {}

    public record Cat(@View("all") int lives) implements Animal {}

    public record Everything(
            BigDecimal big,
            Optional<String> there,
            Optional<String> absent,
            LocalDate day,
            Duration time,
            @JsonbDateFormat("dd.MM.yyyy") LocalDate german,
            List<Animal> animals) {}

    @Test
    @DisplayName("numbers, dates, Optional and subtypes are written as JSON-B says")
    void types() {
        Everything all = new Everything(
                new BigDecimal("12345678901234567890.0123456789"),
                Optional.of("x"),
                Optional.empty(),
                LocalDate.of(2026, 1, 2),
                Duration.ofMinutes(90),
                LocalDate.of(2026, 1, 2),
                List.of(new Dog("Rex", EncoderRig.NOW), new Cat(9)));
        assertEquals(
                "{\"animals\":[{\"kind\":\"dog\",\"fed\":\"now\",\"name\":\"Rex\"},{\"kind\":\"cat\"}],"
                        + "\"big\":12345678901234567890.0123456789,\"day\":\"2026-01-02\","
                        + "\"german\":\"02.01.2026\",\"there\":\"x\",\"time\":\"PT1H30M\"}",
                EncoderRig.json(all));
    }
}
