package io.capstan.wire;

/** What connections belong to until they end. */
public interface Membership {

    /** The connection has ended, and belongs here no longer. On a thread that holds no lock. */
    void ended(WireConnection connection);
}
