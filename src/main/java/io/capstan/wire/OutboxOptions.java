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

    /** The configured options, {@code capstan.outbox.*}. */
    public static OutboxOptions of(Settings settings) {
        return new OutboxOptions(
                settings.number("capstan.outbox.messages", 1024, 1, Integer.MAX_VALUE),
                settings.number("capstan.outbox.bytes", 1 << 20, 1024, Integer.MAX_VALUE),
                settings.choice("capstan.outbox.policy", OverflowPolicy.CLOSE));
    }

    /** These options where a component says nothing else. */
    public OutboxOptions with(OutboxLimits limits) {
        return new OutboxOptions(
                limits.messages() == 0 ? messages : limits.messages(),
                limits.bytes() == 0 ? bytes : limits.bytes(),
                limits.policy().length == 0 ? policy : limits.policy()[0]);
    }
}
