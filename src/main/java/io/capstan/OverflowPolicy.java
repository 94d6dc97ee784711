package io.capstan;

/**
 * What happens to a message that finds the outbox of its connection full, because the client reads more slowly than it
 * is sent to. Chosen by {@link OutboxLimits#policy()} or {@code capstan.outbox.policy}.
 */
public enum OverflowPolicy {
    /** The connection is closed with 1013, what waits is discarded. Nothing is lost without the client's knowledge. */
    CLOSE,
    /** The messages that wait longest are given up until the new one fits. */
    DROP_OLDEST,
    /** The new message is given up. */
    DROP_NEWEST,
    /**
     * A message with a key takes the place of the waiting message with the same key, at once and whether the outbox is
     * full or not: a slow client gets the newest value of each key. When nothing can be replaced and the outbox is
     * full, the connection is closed as by {@link #CLOSE}.
     */
    COALESCE
}
