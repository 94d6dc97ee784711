package io.capstan.gate;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * Tickets: whether there are any, and how many.
 *
 * @param enabled whether they are given out
 * @param lifetime how long a ticket is good for
 * @param most how many may be waiting to be used
 * @param perCaller how many of one caller
 */
record TicketOptions(boolean enabled, Duration lifetime, int most, int perCaller) {
    /** Those of an application that says nothing about it. */
    static final TicketOptions DEFAULTS = new TicketOptions(true, Duration.ofSeconds(30), 10_000, 100);

    static TicketOptions of(Settings settings) {
        return new TicketOptions(
                settings.flag("capstan.ticket.enabled", DEFAULTS.enabled),
                settings.duration("capstan.ticket.lifetime", DEFAULTS.lifetime, Duration.ofSeconds(1)),
                settings.number("capstan.ticket.most", DEFAULTS.most, 1, 10_000_000),
                settings.number("capstan.ticket.per-caller", DEFAULTS.perCaller, 1, 10_000_000));
    }
}
