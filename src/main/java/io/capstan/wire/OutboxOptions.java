package io.capstan.wire;

import io.capstan.Delivery;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
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

    /** Puts an entry into what waits, as the policy says; what that costs others is added to the settlement. */
    Offer admit(Entry entry, Backlog backlog, int underWay, Settlement settlement) {
        int more = entry.batch().bytes();
        switch (policy) {
            case COALESCE -> {
                Entry older = backlog.withKey(entry.key());
                if (older != null && fit(backlog, underWay, more - older.batch().bytes(), 0)) {
                    settlement.add(older.result(), Delivery.REPLACED);
                    backlog.replace(older, entry);
                    return Offer.TAKEN;
                }
            }
            case DROP_OLDEST -> {
                boolean willFit = (long) underWay + more <= bytes;
                while (willFit && !fit(backlog, underWay, more, 1)) {
                    settlement.add(backlog.poll().result(), Delivery.DROPPED);
                }
            }
            default -> {}
        }
        if (fit(backlog, underWay, more, 1)) {
            backlog.add(entry, policy == OverflowPolicy.COALESCE);
            return Offer.TAKEN;
        }
        return refusal();
    }

    /** What becomes of a message that cannot be taken. */
    Offer refusal() {
        return switch (policy) {
            case DROP_OLDEST, DROP_NEWEST -> Offer.DROPPED;
            case CLOSE, COALESCE -> Offer.FULL;
        };
    }

    /** Whether so much more may wait. */
    boolean fit(Backlog backlog, int underWay, int moreBytes, int moreMessages) {
        return backlog.size() + moreMessages <= messages && (long) backlog.bytes() + underWay + moreBytes <= bytes;
    }
}
