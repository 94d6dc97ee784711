package io.capstan.action;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.wire.WireConnection;

/** Who may do what with a channel. */
@FunctionalInterface
interface Permission {
    /** Whether it may. May block; never asked under a lock. */
    boolean may(Act act, String channel, WireConnection connection);
}
