package io.capstan.channel;

import io.capstan.Publication;
import io.capstan.Publication.Position;
import io.capstan.wire.WireConnection;
import java.time.Instant;
import java.util.Optional;

/**
 * A publication on its way.
 *
 * @param channel the name of the channel
 * @param epoch the life of the channel
 * @param offset its place; 0 if it has none, since it is for some of the subscribers only
 * @param payload what was published
 * @param time when, in milliseconds since 1970
 */
public record Posting(String channel, String epoch, long offset, Payload payload, long time) {

    /** Where it stands, empty if it has no place. */
    public Optional<Position> position() {
        return offset == 0 ? Optional.empty() : Optional.of(new Position(epoch, offset));
    }

    /** The same as a connection gets it: in its language, where that plays a part. */
    public Posting of(WireConnection connection) {
        return in(payload.language(connection));
    }

    /** The same in the language of some connections. */
    Posting in(String language) {
        return payload.isLocalized() ? new Posting(channel, epoch, offset, payload.in(language), time) : this;
    }

    /** Whether it has a place among those that are for all. */
    boolean isPlaced() {
        return offset > 0;
    }

    /** The same to be kept, without what was made of it for those who got it. */
    Posting kept() {
        return new Posting(channel, epoch, offset, payload.kept(), time);
    }

    /** As applications see it. */
    Publication publication() {
        return new Publication(channel, position(), payload.message(), Instant.ofEpochMilli(time));
    }
}
