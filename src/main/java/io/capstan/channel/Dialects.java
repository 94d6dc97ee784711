package io.capstan.channel;

import io.capstan.wire.WireConnection;
import java.util.List;

/** The dialects of an application, in the order in which connections are asked for them. */
record Dialects(List<Dialect> all) {

    /** The first one that a connection speaks; none, if it speaks none of them. */
    Dialect of(WireConnection connection) {
        for (Dialect dialect : all) {
            if (dialect.isSpokenBy(connection)) {
                return dialect;
            }
        }
        return RawDialect.INSTANCE;
    }
}
