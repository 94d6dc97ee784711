package io.capstan.push;

import io.capstan.channel.Dialect;
import io.capstan.channel.Posting;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;

/** How publications look to devices: the data as JSON, and nothing else. */
@OnePerApplication
class DeviceDialect implements Dialect {

    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return connection.component() == DevicePush.class;
    }

    @Override
    public Outgoing encode(Posting posting) {
        return Outgoing.text(posting.payload().json(), posting.payload().key());
    }
}
