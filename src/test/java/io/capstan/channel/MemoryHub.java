package io.capstan.channel;

import io.capstan.wire.ConnectionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A hub without a server, for tests of the rooms above. */
public final class MemoryHub {
    private MemoryHub() {}

    /** One that follows these rules and this clock. */
    public static Hub of(Function<String, ChannelRule> rules, LongSupplier clock, Dialect... dialects) {
        return of("e", rules, clock, dialects);
    }

    /** The same, whose epochs begin so. */
    public static Hub of(String epoch, Function<String, ChannelRule> rules, LongSupplier clock, Dialect... dialects) {
        Hub hub = new Hub(new ConnectionRegistry(), List.of(dialects));
        hub.start(new Surroundings(rules, clock, ChannelEvents.NONE, epoch, task -> {}), Bounds.DEFAULTS);
        return hub;
    }

    /** Keeps so many publications, of at most so many bytes, so many in a second (0: any number), and tells who comes. */
    public static ChannelRule rule(int kept, int largest, int rate) {
        return new ChannelRule(kept, Duration.ofHours(1), largest, true, Permits.NONE, rate);
    }
}
