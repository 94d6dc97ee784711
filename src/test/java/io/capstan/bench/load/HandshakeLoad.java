package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients connect, and there are always as many on their way. What counts is the time until they are let in; those that
 * are stay, until so many are there. Only while the server is being warmed they go again.
 */
public final class HandshakeLoad extends Load {

    /** In which the server is done with those that went. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final int atOnce;
    private final int most;
    private final List<Peer> onTheirWay = new ArrayList<>();
    private final List<Peer> open = new ArrayList<>();
    private Loop loop;
    private URI target;
    private boolean counting;

    /** So many at once, until so many are open. */
    public HandshakeLoad(int atOnce, int most) {
        this.atOnce = atOnce;
        this.most = most;
    }

    @Override
    public String name() {
        return "handshakes";
    }

    @Override
    public String title() {
        return "Handshakes, " + atOnce + " at a time, until " + most + " connections are open";
    }

    @Override
    public String path() {
        return "bench/echo";
    }

    /** A handshake goes through ten times the code of a message, much more seldom: it is compiled later. */
    @Override
    Duration warmth(Duration usual) {
        return usual.multipliedBy(3);
    }

    @Override
    void start(Loop started, Site site) {
        loop = started;
        target = site.at(path());
        onTheirWay.clear();
        open.clear();
        counting = false;
    }

    @Override
    void begin(Loop same) throws IOException {
        dropAll();
        long quiet = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < quiet) {
            same.poll(100);
        }
        counting = true;
    }

    @Override
    boolean isOver() {
        return counting && open.size() >= most;
    }

    @Override
    void step() throws IOException {
        for (int i = onTheirWay.size() - 1; i >= 0; i--) {
            Peer peer = onTheirWay.get(i);
            if (peer.isOpen()) {
                count(peer.openAfter());
                onTheirWay.remove(i);
                open.add(peer);
            }
        }
        if (!counting && open.size() >= most) {
            dropAll();
        }
        while (onTheirWay.size() < atOnce) {
            onTheirWay.add(loop.begin(target, this));
        }
    }

    private void dropAll() throws IOException {
        for (Peer peer : open) {
            loop.drop(peer);
        }
        open.clear();
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) {}
}
