package io.capstan.bench.load;

import java.io.IOException;

/** The one client of a load that publishes, and the account of what has to arrive because of it. */
final class Publisher {

    private static final long STALLED_NANOS = 5_000_000_000L;
    private static final long QUIET_NANOS = 300_000_000L;
    private static final int CALLS = 30;

    private final Load load;
    private final Payload payload;
    private final Peer peer;
    private long expected;
    private long seen;
    private long progressAt = System.nanoTime();

    /** Connects the publisher of a load. */
    Publisher(Loop loop, Load load, Site site, String path, int size) throws IOException {
        this.load = load;
        this.payload = new Payload(size, site.dialect());
        this.peer = loop.connect(1, site.entrance(path), load).get(0);
        Greeting.of(site.dialect()).say(peer);
    }

    /** What a server says to the publisher may be anything but a publication. */
    boolean is(Peer other, byte[] bytes, int at, int length) throws IOException {
        if (peer != other) {
            return false;
        }
        if (Payload.find(bytes, at, at + length) >= 0) {
            throw new IOException("The publisher received its own message");
        }
        return true;
    }

    /** Publishes to so many receivers. */
    void publish(int topic, long receivers) throws IOException {
        peer.write(payload.stamped(System.nanoTime(), topic));
        expected += receivers;
    }

    /** Whether fewer deliveries than these are under way, and all that was published has left. */
    boolean mayPublish(long underWay) throws IOException {
        watch();
        return expected - load.arrived() < underWay && peer.isIdle();
    }

    /** A publication that the roll call makes. */
    interface Call {
        void publish() throws IOException;
    }

    /**
     * Has a publication to everybody made, again and again until everybody has heard it: a connection that is open may
     * not be a subscriber yet.
     */
    void callTheRoll(Loop loop, Call call) throws IOException {
        for (int i = 0; i < CALLS; i++) {
            long before = load.arrived();
            expected = before;
            call.publish();
            awaitQuiet(loop);
            if (load.arrived() == expected) {
                progressAt = System.nanoTime();
                return;
            }
        }
        throw new IOException("Not everybody hears what is published: " + load.arrived() + " instead of " + expected);
    }

    private void awaitQuiet(Loop loop) throws IOException {
        long last = load.arrived();
        long end = System.nanoTime() + QUIET_NANOS;
        while (load.arrived() < expected && System.nanoTime() < end) {
            loop.poll(20);
            if (load.arrived() != last) {
                last = load.arrived();
                end = System.nanoTime() + QUIET_NANOS;
            }
        }
    }

    private void watch() throws IOException {
        long now = System.nanoTime();
        if (load.arrived() != seen) {
            seen = load.arrived();
            progressAt = now;
        } else if (now - progressAt > STALLED_NANOS) {
            throw new IOException("The server lost messages: " + load.arrived() + " arrived of " + expected);
        }
    }
}
