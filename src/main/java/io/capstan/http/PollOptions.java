package io.capstan.http;

import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * The long-poll transport.
 *
 * @param path where it is; empty: there is none
 * @param largest the most bytes of a request
 * @param waiting how long a request waits for messages
 * @param idle after how long without requests a client is taken to be gone
 * @param transports how many there may be
 * @param perCaller how many of them of one caller, or of one address
 * @param strict whether is answered what the specification says
 */
public record PollOptions(
        Optional<BasePath> path,
        int largest,
        Duration waiting,
        Duration idle,
        int transports,
        int perCaller,
        boolean strict) {
    private static final String KEY = "capstan.wamp.longpoll.";

    /** AutobahnJS gives up after 12 s. */
    private static final Duration WAITING = Duration.ofSeconds(10);

    /** The configured options. */
    static PollOptions of(Settings settings) {
        return new PollOptions(
                BasePath.of(settings, KEY + "path"),
                settings.number(KEY + "largest", 1 << 20, 1024, 1 << 28),
                settings.duration(KEY + "waiting", WAITING, Duration.ofMillis(100)),
                settings.duration(KEY + "idle", Duration.ofSeconds(30), Duration.ofMillis(100)),
                settings.number(KEY + "transports", 10_000, 1, 1_000_000),
                settings.number(KEY + "per-caller", 1000, 1, 1_000_000),
                settings.flag("capstan.wamp.strict", false));
    }

    /** The status of what was taken: the clients in the field know 204 and nothing else, the specification says 202. */
    int accepted() {
        return strict ? 202 : 204;
    }
}
