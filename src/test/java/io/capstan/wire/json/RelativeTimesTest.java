package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.RelativeTime.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    private final RelativeTimes times = new RelativeTimes(Clock.fixed(NOW, BERLIN));

    private String say(Object date) {
        return times.say(new Moment(date), Words.of("en"));
    }

    @ParameterizedTest(name = "PAR-308 at 2026-03-15T12:00Z, {0} is {1}")
    @CsvSource({
        "2026-03-15T12:00:00Z, now",
        "2026-03-15T11:59:59.001Z, now",
        "2026-03-15T12:00:00.999Z, now",
        "2026-03-15T11:59:59Z, 1 second ago",
        "2026-03-15T12:00:59Z, in 59 seconds",
        "2026-03-15T12:01:00Z, in 1 minute",
        "2026-03-15T11:00:01Z, 59 minutes ago",
        "2026-03-15T11:00:00Z, 1 hour ago",
        "2026-03-14T12:00:01Z, 23 hours ago",
        "2026-03-14T12:00:00Z, 1 day ago",
        "2026-02-15T12:00:01Z, 27 days ago",
        "2026-02-15T12:00:00Z, 1 month ago",
        "2025-03-15T12:00:01Z, 11 months ago",
        "2025-03-15T12:00:00Z, 1 year ago",
        "2126-03-15T12:00:00Z, in 100 years",
    })
    void units(Instant then, String words) {
        assertEquals(words, say(then));
    }

    @Test
    @DisplayName("PAR-309 all types of dates say the same; one without a zone is in that of the clock")
    void types() {
        Instant then = NOW.minusSeconds(120);
        assertEquals("2 minutes ago", say(then));
        assertEquals("2 minutes ago", say(OffsetDateTime.parse("2026-03-15T17:28:00+05:30")));
        assertEquals("2 minutes ago", say(ZonedDateTime.ofInstant(then, ZoneId.of("America/New_York"))));
        assertEquals("2 minutes ago", say(LocalDateTime.parse("2026-03-15T12:58:00")));
        assertEquals("2 minutes ago", say(Date.from(then)));
        assertEquals("2 minutes ago", say(new java.sql.Timestamp(then.toEpochMilli())));
    }

    @Test
    @DisplayName("PAR-309 the ends of time are far away, and no fault")
    void ends() {
        assertTrue(say(Instant.MAX).endsWith(" years"), say(Instant.MAX));
        assertTrue(say(Instant.MIN).endsWith(" years ago"), say(Instant.MIN));
        assertTrue(say(LocalDateTime.MAX).endsWith(" years"));
        assertTrue(say(LocalDateTime.MIN).endsWith(" years ago"));
        assertTrue(say(OffsetDateTime.MAX).endsWith(" years"));
        assertTrue(say(new Date(Long.MIN_VALUE)).endsWith(" years ago"));
    }

    @Test
    @DisplayName("PAR-309 any other type is refused, with those that are allowed")
    void others() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Moment(LocalDate.EPOCH))
                .getMessage();
        assertTrue(message.contains("java.time.LocalDate; allowed are Instant, LocalDateTime"), message);
    }
}
