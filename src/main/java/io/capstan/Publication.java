package io.capstan;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of a channel.
 *
 * @param channel its name
 * @param position where it stands; empty if it was for some of the subscribers only
 * @param message what was published: text, bytes, or JSON as text
 * @param published when
 */
public record Publication(String channel, Optional<Position> position, Message message, Instant published) {

    /**
     * Where a publication stands in its channel.
     *
     * @param epoch which life of the channel: it begins anew when the channel was gone meanwhile or the server restarted,
     *     and positions of different epochs cannot be compared
     * @param offset 1 for the first one, then one more for each; 0 is the position before all
     */
    public record Position(String epoch, long offset) {}
}
