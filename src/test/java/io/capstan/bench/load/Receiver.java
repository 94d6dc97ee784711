package io.capstan.bench.load;

import java.io.IOException;

/** What a load does with the messages that arrive. */
interface Receiver {

    /** Called for each data frame; the bytes are only good during the call. */
    void received(Peer peer, byte[] bytes, int at, int length) throws IOException;
}
