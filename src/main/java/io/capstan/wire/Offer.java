package io.capstan.wire;

/** What became of a message that was offered to an outbox. */
enum Offer {
    /** It waits, or is already under way. */
    TAKEN,
    /** The policy gave the new message up. */
    DROPPED,
    /** The connection ends: nothing more is taken. */
    CLOSED,
    /** The outbox is full, and its policy is to close. */
    FULL,
    /** The message alone is larger than all that may wait. */
    TOO_LARGE
}
