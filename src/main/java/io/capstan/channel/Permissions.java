package io.capstan.channel;

import io.capstan.ChannelAuthorizer.Act;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.WireConnection;

/** What clients may do with channels. */
@OnePerApplication
public class Permissions {

    /** Whether a client may. */
    public boolean may(Act act, String channel, WireConnection connection) {
        return channel.startsWith("demo.");
    }
}
