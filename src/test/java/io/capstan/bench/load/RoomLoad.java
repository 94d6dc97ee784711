package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A room in which one client says numbered messages and all others check that they hear each of them once and in order.
 * No figures are taken: it is about completeness.
 */
public final class RoomLoad implements Receiver {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final int readers;
    private final int messages;
    private final int window;
    private final Payload payload;
    private final Set<Peer> present = new HashSet<>();
    private final Map<Peer, Long> heard = new HashMap<>();
    private Peer speaker;
    private long arrived;

    /** So many readers, and so many messages of 600 bytes, 8 of them under way. */
    public RoomLoad(int readers, int messages) {
        this(readers, messages, 600, 8);
    }

    /** The same with messages of so many bytes, of which so many are under way. */
    public RoomLoad(int readers, int messages, int size, int window) {
        this.readers = readers;
        this.messages = messages;
        this.payload = new Payload(size);
        this.window = window;
    }

    /** How many messages arrived, with all readers. */
    public long arrived() {
        return arrived;
    }

    /** Runs until every reader has heard everything; fails when nothing moves for half a minute. */
    public void run(URI room) throws IOException {
        try (Loop loop = new Loop()) {
            loop.connect(readers, room, this);
            speaker = loop.connect(1, room, this).get(0);
            while (present.size() < readers) { // number 0 calls the roll: an open connection may not be in the room yet
                speaker.write(payload.stamped(0));
                loop.poll(100);
            }
            speak(loop);
        }
    }

    private void speak(Loop loop) throws IOException {
        long said = 0;
        long seen = 0;
        long progressAt = System.nanoTime();
        while (arrived < (long) readers * messages) {
            while (said < messages && (said - window) * readers < arrived && speaker.isIdle()) {
                speaker.write(payload.stamped(++said));
            }
            loop.poll(100);
            if (arrived != seen) {
                seen = arrived;
                progressAt = System.nanoTime();
            } else if (System.nanoTime() - progressAt > PATIENCE_NANOS) {
                throw new IOException("Only " + arrived + " arrived of " + said + " messages to " + readers);
            }
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        if (peer == speaker) {
            return;
        }
        long number = Payload.stamp(bytes, at);
        if (number == 0) {
            present.add(peer);
            return;
        }
        long expected = heard.merge(peer, 1L, Long::sum);
        if (number != expected) {
            throw new IOException("A reader heard number " + number + " where " + expected + " was due");
        }
        arrived++;
    }
}
