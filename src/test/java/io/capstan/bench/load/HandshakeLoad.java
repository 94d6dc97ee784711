package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Clients connect, and drop the TCP connection as soon as they are let in; there are always as many on their way. */
public final class HandshakeLoad extends Load {

    private final int atOnce;
    private final List<Peer> onTheirWay = new ArrayList<>();
    private Loop loop;
    private URI target;

    /** So many at once. */
    public HandshakeLoad(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public String name() {
        return "handshakes";
    }

    @Override
    public String title() {
        return "Handshakes, " + atOnce + " at a time, each connection dropped when it is open";
    }

    @Override
    public String path() {
        return "bench/echo";
    }

    @Override
    void start(Loop started, Site site) {
        loop = started;
        target = site.at(path());
        onTheirWay.clear();
    }

    @Override
    void step() throws IOException {
        for (int i = onTheirWay.size() - 1; i >= 0; i--) {
            Peer peer = onTheirWay.get(i);
            if (peer.isOpen()) {
                count(peer.openAfter());
                onTheirWay.remove(i);
                loop.drop(peer);
            }
        }
        while (onTheirWay.size() < atOnce) {
            onTheirWay.add(loop.begin(target, this));
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) {}
}
