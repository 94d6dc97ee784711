package io.capstan;

import io.capstan.OutboxLimits.OverflowPolicy;

/**
 * What became of a message that was sent. That it was {@link #WRITTEN} does not mean that the peer has read it: only an
 * answer of the peer would say so.
 */
public enum Delivery {
    /** Handed to the network. */
    WRITTEN,
    /** Given up because the outbox was full, by {@link OverflowPolicy#DROP_OLDEST} or {@code DROP_NEWEST}. */
    DROPPED,
    /** A newer message with the same key took its place, by {@link OverflowPolicy#COALESCE}. */
    REPLACED
}
