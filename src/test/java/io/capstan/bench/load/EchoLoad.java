package io.capstan.bench.load;

import java.io.IOException;

/** Each client sends a message, waits for it to come back, and sends the next. */
public final class EchoLoad extends Load {

    private final int connections;
    private final int size;
    private final Payload payload;

    /** So many clients with messages of so many bytes. */
    public EchoLoad(int connections, int size) {
        this.connections = connections;
        this.size = size;
        this.payload = new Payload(size);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String title() {
        return "Echo, " + connections + " connections, " + size + " B";
    }

    @Override
    public String path() {
        return "bench/echo";
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        for (Peer peer : loop.connect(connections, site.at(path()), this)) {
            send(peer);
        }
    }

    @Override
    void step() {}

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        count(peer, bytes, at, length, size);
        send(peer);
    }

    private void send(Peer peer) throws IOException {
        peer.write(payload.stamped(System.nanoTime()));
    }
}
