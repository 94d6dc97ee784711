package io.capstan.wamp.dealer;

import io.capstan.wamp.Uris;

/**
 * What is configured of a dealer.
 *
 * @param check what may stand as a URI
 * @param strict whether features count only where they were announced, and late answers end a session
 * @param registrations how many one session may have
 * @param calls how many calls of one session may be under way
 */
public record DealerOptions(Uris.Check check, boolean strict, int registrations, int calls) {
    /** What holds where nothing is configured. */
    public static final DealerOptions DEFAULTS = new DealerOptions(Uris.Check.LOOSE, false, 10_000, 10_000);
}
