package io.capstan.channel;

import io.capstan.wire.ConnectionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A hub without a server, for tests of the rooms above. */
public final class MemoryHub {
    private MemoryHub() {}

    /** One that follows these rules and this clock. */
    public static Hub of(Function<String, ChannelRule> rules, LongSupplier clock, Dialect... dialects) {
        return of("e", rules, clock, dialects);
    }

    /** One for whose channels nothing is configured. */
    public static Hub of(LongSupplier clock) {
        return of(name -> ChannelRule.DEFAULT, clock);
    }

    /** The same, whose epochs begin so. */
    public static Hub of(String epoch, Function<String, ChannelRule> rules, LongSupplier clock, Dialect... dialects) {
        return of(epoch, rules, clock, null, dialects);
    }

    /** The same, with what a family of dialects writes of publications that outlive it. */
    public static Hub of(
            String epoch,
            Function<String, ChannelRule> rules,
            LongSupplier clock,
            @Nullable FamilyForm family,
            Dialect... dialects) {
        Hub hub = new Hub(new ConnectionRegistry(), List.of(dialects), family);
        hub.start(new Surroundings(rules, clock, ChannelEvents.NONE, epoch, task -> {}), Bounds.DEFAULTS);
        return hub;
    }

    /** Keeps so many publications, of at most so many bytes, so many in a second (0: any number), and tells who comes. */
    public static ChannelRule rule(int kept, int largest, int rate) {
        return new ChannelRule(kept, Duration.ofHours(1), largest, true, Permits.NONE, rate);
    }
}
