package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;

/** One client publishes, all others receive. A number of publications, the window, is under way at any time. */
public final class BroadcastLoad extends Load {

    private static final long STALLED_NANOS = 5_000_000_000L;

    private final int subscribers;
    private final int size;
    private final int window;
    private final Payload payload;
    private Peer publisher;
    private long published;
    private long seen;
    private long progressAt;

    /** So many receivers of messages of so many bytes. */
    public BroadcastLoad(int subscribers, int size, int window) {
        this.subscribers = subscribers;
        this.size = size;
        this.window = window;
        this.payload = new Payload(size);
    }

    @Override
    public String name() {
        return "broadcast 1→" + subscribers + ", " + size + " B, window " + window;
    }

    @Override
    public String path() {
        return "bench/fanout";
    }

    @Override
    void start(Loop loop, URI target) throws IOException {
        loop.connect(subscribers, target, this);
        publisher = loop.connect(1, target, this).get(0);
        published = 0;
        seen = 0;
        progressAt = System.nanoTime();
    }

    @Override
    void step() throws IOException {
        while ((published - window) * subscribers < arrived() && publisher.isIdle()) {
            publisher.write(payload.stamped(System.nanoTime()));
            published++;
        }
        long now = System.nanoTime();
        if (arrived() != seen) {
            seen = arrived();
            progressAt = now;
        } else if (now - progressAt > STALLED_NANOS) {
            throw new IOException("The server lost messages: " + published + " published to " + subscribers + ", "
                    + arrived() + " arrived");
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        if (peer == publisher) {
            throw new IOException("The publisher received its own message");
        }
        count(bytes, at);
    }
}
