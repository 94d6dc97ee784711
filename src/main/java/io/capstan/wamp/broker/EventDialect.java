package io.capstan.wamp.broker;

import io.capstan.channel.Dialect;
import io.capstan.channel.Posting;
import io.capstan.wamp.message.Protocol;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import org.jspecify.annotations.Nullable;

/**
 * How a topic looks to those of its subscribers who have the same format.
 *
 * @param subscription that of them all
 */
record EventDialect(ExactSubscription subscription, Protocol protocol) implements Dialect {

    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return false; // whoever speaks it says so when it joins
    }

    @Override
    public @Nullable Outgoing encode(Posting posting) {
        EventBody body = EventBody.of(posting);
        return subscription.concerns(body)
                ? protocol.encode(subscription.event(subscription.uri(), body))
                        .keyed(posting.payload().key())
                : null;
    }
}
