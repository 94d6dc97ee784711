package io.capstan.wire;

import io.capstan.Delivery;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits in an outbox and leaves together, and who waits for the result.
 *
 * @param result {@code null} if nobody does; always for a batch of several messages
 * @param stream what leaves when it is its turn, in the place of the batch; {@code null} for messages
 */
record Entry(
        Batch batch,
        @Nullable CompletableFuture<Delivery> result,
        @Nullable OutgoingStream stream) {
    /** The place of a stream in the queue. */
    static final Batch PLACE = Fragment.binary(ByteBuffer.allocate(0), true, true);

    Entry(Batch batch, @Nullable CompletableFuture<Delivery> result) {
        this(batch, result, null);
    }

    /** The key by which a newer message may replace it. */
    @Nullable
    String key() {
        return batch instanceof Outgoing message ? message.key() : null;
    }
}
