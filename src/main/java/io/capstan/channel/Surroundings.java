package io.capstan.channel;

import io.capstan.wire.Heartbeat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the hub has from the application that runs.
 *
 * @param rules what holds for a channel, by its name
 * @param clock milliseconds since 1970
 * @param events who tells observers
 * @param epoch what the epochs of this run of the server begin with
 * @param every runs a task again and again, without two at a time, after this much time
 * @param transactions when what applications publish leaves
 */
public record Surroundings(
        Function<String, ChannelRule> rules,
        LongSupplier clock,
        ChannelEvents events,
        String epoch,
        Consumer<Runnable> every,
        Transactions transactions) {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** Nothing is configured, nobody observes, nothing expires by itself. */
    static final Surroundings BEFORE_START = new Surroundings(
            name -> ChannelRule.DEFAULT, System::currentTimeMillis, ChannelEvents.NONE, "0", task -> {});

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Those of an application without transactions. */
    public Surroundings(
            Function<String, ChannelRule> rules,
            LongSupplier clock,
            ChannelEvents events,
            String epoch,
            Consumer<Runnable> every) {
        this(rules, clock, events, epoch, every, Transactions.NONE);
    }

    /** For an application that runs. */
    public static Surroundings of(
            Heartbeat timer, ChannelRules rules, ChannelAnnouncements events, Transactions transactions) {
        return new Surroundings(
                rules,
                System::currentTimeMillis,
                events,
                Long.toString(RANDOM.nextLong() >>> 1, Character.MAX_RADIX),
                task -> repeat(task, timer),
                transactions);
    }

    private static void repeat(Runnable task, Heartbeat timer) {
        timer.schedule(SWEEP, () -> {
            try {
                task.run();
            } finally {
                repeat(task, timer);
            }
        });
    }

    void repeat(Runnable task) {
        every.accept(task);
    }
}
