package io.capstan.channel;

import io.capstan.wire.WireConnection;
import java.util.List;

/**
 * Where a subscriber stands in a channel when it has joined.
 *
 * @param recovered whether it asked for what it had missed, and gets all of it
 * @param epoch the life of the channel
 * @param offset the newest publication; all later ones come live
 * @param missed what it had missed, oldest first
 */
public record Recovery(boolean recovered, String epoch, long offset, List<Posting> missed) {

    /** The same as a connection is told: in its language, where that plays a part. */
    Recovery of(WireConnection connection) {
        return missed.stream().anyMatch(posting -> posting.payload().isLocalized())
                ? new Recovery(
                        recovered,
                        epoch,
                        offset,
                        missed.stream().map(posting -> posting.of(connection)).toList())
                : this;
    }
}
