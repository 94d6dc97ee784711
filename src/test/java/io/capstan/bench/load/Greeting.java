package io.capstan.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a client says as soon as it is open. */
final class Greeting {

    private final byte[] frame;

    private Greeting(byte[] frame) {
        this.frame = frame;
    }

    static Greeting of(Dialect dialect) {
        byte[] text = dialect.greeting().getBytes(StandardCharsets.US_ASCII);
        int opcode = dialect.binary() ? Frames.BINARY : Frames.TEXT;
        return new Greeting(text.length == 0 ? text : Frames.masked(opcode, text, 0, text.length));
    }

    void say(Peer peer) throws IOException {
        if (frame.length > 0) {
            peer.write(frame);
        }
    }
}
