package io.capstan.channel;

import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;

/** No dialect: what was published comes as it is. */
enum RawDialect implements Dialect {
    INSTANCE;

    @Override
    public boolean isSpokenBy(WireConnection connection) {
        return true;
    }

    @Override
    public Outgoing encode(Posting posting) {
        return posting.payload().raw();
    }
}
