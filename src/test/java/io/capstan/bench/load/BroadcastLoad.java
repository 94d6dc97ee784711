package io.capstan.bench.load;

import java.io.IOException;
import java.time.Duration;

/**
 * One client publishes, all others receive. A number of publications, the window, is under way at any time: the next one
 * leaves as soon as fewer deliveries are missing than a window of publications makes.
 */
public final class BroadcastLoad extends Load {
    /** How many publications are under way while the server is warmed, so that what is done once for each is compiled too. */
    private static final int WARMING = 8;

    private final String name;
    private final String path;
    private final String how;
    private final String subprotocol;
    private final int subscribers;
    private final int size;
    private final int window;
    private Publisher publisher;
    private long warmed;

    private BroadcastLoad(
            String name, String path, String how, String subprotocol, int subscribers, int size, int window) {
        this.name = name;
        this.path = path;
        this.how = how;
        this.subprotocol = subprotocol;
        this.subscribers = subscribers;
        this.size = size;
        this.window = window;
    }

    /** To so many who are connected, messages of so many bytes. */
    public static BroadcastLoad toAll(int subscribers, int size, int window) {
        return new BroadcastLoad("fan-out", "bench/fanout", "", "", subscribers, size, window);
    }

    /** To so many who have joined a channel, messages of so many bytes. */
    public static BroadcastLoad toChannel(int subscribers, int size, int window) {
        return new BroadcastLoad("channel", "bench/channel", " through a channel", "", subscribers, size, window);
    }

    /** To so many who have joined a channel and speak the action dialect, messages with so many bytes of data. */
    public static BroadcastLoad toActions(int subscribers, int size, int window) {
        return new BroadcastLoad(
                "action", "bench/action", " in the action dialect", "capstan.json", subscribers, size, window);
    }

    @Override
    public String name() {
        return name + ", window " + window;
    }

    @Override
    public String title() {
        return "Fan-out 1→" + subscribers + how + ", " + size + " B, window " + window;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        Greeting greeting = Greeting.of(site.dialect());
        for (Peer subscriber : loop.connect(subscribers, site.at(path()), subprotocol, this)) {
            greeting.say(subscriber);
        }
        publisher = new Publisher(loop, this, site, path(), size);
        publisher.callTheRoll(loop, () -> publisher.publish(0, subscribers));
    }

    @Override
    Duration warmth(Duration usual) {
        warmed = System.nanoTime() + usual.toNanos() * 3 / 4;
        return usual;
    }

    @Override
    void step() throws IOException {
        int underWay = System.nanoTime() - warmed < 0 ? Math.max(window, WARMING) : window;
        while (publisher.mayPublish((long) underWay * subscribers)) {
            publisher.publish(0, subscribers);
        }
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) throws IOException {
        if (publisher == null || !publisher.is(peer, bytes, at, length)) {
            count(peer, bytes, at, length, size);
        }
    }
}
