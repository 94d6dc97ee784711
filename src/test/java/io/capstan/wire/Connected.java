package io.capstan.wire;

import io.capstan.Caller;

/** Connections without a network, for tests of the rooms above. */
public final class Connected {
    private Connected() {}

    /** A connection of this caller. */
    public static WireConnection as(Caller caller) {
        WireConnection connection = new Rig().connection;
        connection.caller(caller);
        return connection;
    }

    /** A connection of nobody in particular. */
    public static WireConnection anonymously() {
        return as(Caller.ANONYMOUS);
    }
}
