package io.capstan.channel;

import java.util.List;

/**
 * Where a subscriber stands in a channel when it has joined.
 *
 * @param recovered whether it asked for what it had missed, and gets all of it
 * @param epoch the life of the channel
 * @param offset the newest publication; all later ones come live
 * @param missed what it had missed, oldest first
 */
public record Recovery(boolean recovered, String epoch, long offset, List<Posting> missed) {}
