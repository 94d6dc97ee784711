package io.capstan.channel;

import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How publications look to those who speak a dialect. Each bean of this type is one; who speaks none of them gets what was
 * published as it is.
 */
public interface Dialect {

    /** Whether a connection speaks it. Asked when it joins a channel. */
    boolean isSpokenBy(WireConnection connection);

    /**
     * A publication in this dialect: encoded once for all who speak it, under the lock of the channel; {@code null} if it is
     * nothing to them.
     */
    @Nullable
    Outgoing encode(Posting posting);

    /** What those who speak it are told when somebody else joins or leaves; empty if nothing. */
    default Optional<Outgoing> encode(Notice notice) {
        return Optional.empty();
    }
}
