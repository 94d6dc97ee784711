package io.capstan.wamp.broker;

import io.capstan.wamp.Uris;

/**
 * How the broker of a realm works. What is kept as history is said by the rules of the channels.
 *
 * @param uris how exact URIs are looked at
 * @param strict whether a client may do only what it has announced
 * @param subscriptions how many subscriptions a session may have
 * @param retained of how many topics events are retained
 * @param retainedBytes how much these may take in all
 */
public record BrokerOptions(Uris.Check uris, boolean strict, int subscriptions, int retained, long retainedBytes) {
    /** What holds where nothing is configured. */
    public static final BrokerOptions DEFAULTS = new BrokerOptions(Uris.Check.LOOSE, false, 10_000, 10_000, 64L << 20);
}
