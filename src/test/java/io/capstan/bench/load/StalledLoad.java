package io.capstan.bench.load;

import java.io.IOException;

/**
 * A fan-out beside which one more reader has stopped reading. Before the others come, it gets more than the buffers of
 * the kernel hold, so that the server feels it from the first message on. Without it, the same load is what to compare
 * with.
 */
public final class StalledLoad extends Load {

    private static final int FLOOD_SIZE = 60_000;
    private static final int FLOOD_MESSAGES = 120;
    private static final long SETTLE_NANOS = 1_000_000_000L;

    private final String name;
    private final int readers;
    private final int size;
    private final int window;
    private final boolean stalled;
    private Publisher publisher;

    /** So many readers that read; and one that does not, if {@code stalled}. The name is that of the pair. */
    public StalledLoad(String name, int readers, int size, int window, boolean stalled) {
        this.name = name;
        this.readers = readers;
        this.size = size;
        this.window = window;
        this.stalled = stalled;
    }

    @Override
    public String name() {
        return name + (stalled ? ", one stalled" : ", all read");
    }

    @Override
    public String title() {
        return "Fan-out 1→" + readers + " through a channel, " + size + " B, window " + window
                + (stalled ? ", beside a reader that has stopped" : "");
    }

    @Override
    public String path() {
        return "bench/stalled";
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        if (stalled) {
            loop.connectStalled(site.at(path()), this);
            flood(loop, site);
        }
        loop.connect(readers, site.at(path()), this);
        publisher = new Publisher(loop, this, site, path(), size);
        publisher.callTheRoll(loop, () -> publisher.publish(0, readers));
    }

    private void flood(Loop loop, Site site) throws IOException {
        Payload large = new Payload(FLOOD_SIZE, site.dialect());
        Peer flooder = loop.connect(1, site.entrance(path()), this).get(0);
        for (int i = 0; i < FLOOD_MESSAGES; i++) {
            flooder.write(large.stamped(System.nanoTime()));
        }
        long end = System.nanoTime() + SETTLE_NANOS;
        while (!flooder.isIdle() || System.nanoTime() < end) {
            loop.poll(20);
            if (!flooder.isIdle()) {
                end = System.nanoTime() + SETTLE_NANOS;
            }
        }
        loop.end(flooder);
    }

    @Override
    void step() throws IOException {
        while (publisher.mayPublish((long) window * readers)) {
            publisher.publish(0, readers);
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        if (publisher == null || !publisher.is(peer, bytes, at, length)) {
            count(peer, bytes, at, length, size);
        }
    }
}
