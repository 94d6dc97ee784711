package io.capstan.channel;

import java.time.Duration;

/**
 * What holds for the channels whose names fit a pattern.
 *
 * @param historySize how many publications are kept, 0: none
 * @param historyAge how long they are kept
 * @param largest the most bytes of a payload
 * @param notices whether those in it are told who joins and leaves
 * @param permits what clients may do; applications may do everything
 * @param rate how many publications of one client in a second, 0: any number
 * @param stored whether what is kept outlives the server
 */
public record ChannelRule(
        int historySize, Duration historyAge, int largest, boolean notices, Permits permits, int rate, boolean stored) {
    /** For channels of which nothing was said. */
    static final ChannelRule DEFAULT = new ChannelRule(0, Duration.ofMinutes(5), 1 << 20, false);

    /** One whose history ends with the server. */
    public ChannelRule(int historySize, Duration historyAge, int largest, boolean notices, Permits permits, int rate) {
        this(historySize, historyAge, largest, notices, permits, rate, false);
    }

    /** The same, whose history outlives the server. */
    public ChannelRule keptInStore() {
        return new ChannelRule(historySize, historyAge, largest, notices, permits, rate, true);
    }

    /** One that lets clients do nothing. */
    public ChannelRule(int historySize, Duration historyAge, int largest, boolean notices) {
        this(historySize, historyAge, largest, notices, Permits.NONE, 0);
    }
}
