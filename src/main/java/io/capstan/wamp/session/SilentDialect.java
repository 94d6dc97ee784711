package io.capstan.wamp.session;

import io.capstan.channel.Dialect;
import io.capstan.channel.Posting;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import org.jspecify.annotations.Nullable;

/**
 * What clients of WAMP get of a channel that somebody else had them join: nothing, since they have no subscription by which an
 * event could come. When they subscribe, they go over to the dialect of that.
 */
@OnePerApplication
class SilentDialect implements Dialect {

    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return connection.component() == WampComponent.class;
    }

    @Override
    public @Nullable Outgoing encode(Posting posting) {
        return null;
    }
}
