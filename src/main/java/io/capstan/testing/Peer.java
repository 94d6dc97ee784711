package io.capstan.testing;

/** The client's end of a connection, in memory ({@link FakeConnection}) or over a socket ({@link RawWebSocket}). */
public interface Peer {

    /** Sends frames, in order. */
    Peer send(RawFrame... frames);

    /**
     * The next that has come: a ping, a pong, a close frame, or a complete message as one frame. Takes each once. Pings and
     * close frames have been answered, unless the peer was told not to.
     *
     * @throws AssertionError if nothing comes in time
     */
    RawFrame next();
}
