package io.capstan.wire;

import jakarta.websocket.Session;
import java.io.IOException;

/** What drops the TCP connection of a session; the same for all of them where the engine makes no difference. */
@FunctionalInterface
public interface Transport {
    /** Drops it, without a handshake. Harmless when it is gone. */
    void drop(Session session) throws IOException;
}
