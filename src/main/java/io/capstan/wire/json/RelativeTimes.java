package io.capstan.wire.json;

import io.capstan.RelativeTime.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** How far away dates are, seen from a clock. */
record RelativeTimes(Clock clock) {
    /** What can be counted in years; some instants are further away than any date. */
    private static final Instant FIRST = LocalDateTime.MIN.plusYears(1).toInstant(ZoneOffset.UTC);

    private static final Instant LAST = LocalDateTime.MAX.minusYears(1).toInstant(ZoneOffset.UTC);

    /** The time since or until a date, in these words. */
    String say(Moment moment, Words words) {
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        ZonedDateTime then = within(instant(moment.date())).atZone(clock.getZone());
        for (ChronoUnit unit : Words.UNITS) {
            long number = unit.between(now, then);
            if (number != 0) {
                return words.say(Math.abs(number), unit, number < 0);
            }
        }
        return words.now();
    }

    private Instant instant(Object date) {
        if (date instanceof LocalDateTime local) {
            return local.isBefore(LocalDateTime.MIN.plusYears(1))
                    ? FIRST
                    : local.isAfter(LocalDateTime.MAX.minusYears(1))
                            ? LAST
                            : local.atZone(clock.getZone()).toInstant();
        }
        if (date instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (date instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return date instanceof Date old ? Instant.ofEpochMilli(old.getTime()) : (Instant) date;
    }

    private static Instant within(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }
}
