package io.capstan.wire;

import io.capstan.OutboxLimits;
import io.capstan.OverflowPolicy;
import io.capstan.settings.Settings;

/**
 * How much an outbox holds.
 *
 * @param messages how many messages may wait
 * @param bytes how many bytes of payload may wait or be under way
 * @param policy what happens to more
 */
public record OutboxOptions(int messages, int bytes, OverflowPolicy policy) {

    /** What holds where nothing is configured. */
    public static final OutboxOptions DEFAULTS = new OutboxOptions(1024, 1 << 20, OverflowPolicy.CLOSE);

    /** The configured options, {@code capstan.outbox.*}; these where nothing is configured. */
    public static OutboxOptions of(Settings settings, OutboxOptions otherwise) {
        return new OutboxOptions(
                settings.number("capstan.outbox.messages", otherwise.messages, 1, Integer.MAX_VALUE),
                settings.number("capstan.outbox.bytes", otherwise.bytes, 1024, Integer.MAX_VALUE),
                settings.choice("capstan.outbox.policy", otherwise.policy));
    }

    /** These options where a component says nothing else. */
    public OutboxOptions with(OutboxLimits limits) {
        return new OutboxOptions(
                limits.messages() == 0 ? messages : limits.messages(),
                limits.bytes() == 0 ? bytes : limits.bytes(),
                limits.policy().length == 0 ? policy : limits.policy()[0]);
    }
}
