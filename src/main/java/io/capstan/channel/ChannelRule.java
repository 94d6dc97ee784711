package io.capstan.channel;

import java.time.Duration;

/**
 * What holds for the channels whose names fit a pattern.
 *
 * @param historySize how many publications are kept, 0: none
 * @param historyAge how long they are kept
 * @param largest the most bytes of a payload
 * @param notices whether those in it are told who joins and leaves
 */
public record ChannelRule(int historySize, Duration historyAge, int largest, boolean notices) {
    /** For channels of which nothing was said. */
    static final ChannelRule DEFAULT = new ChannelRule(0, Duration.ofMinutes(5), 1 << 20, false);
}
