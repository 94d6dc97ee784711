package io.capstan.bench.load;

import java.io.IOException;
import java.time.Duration;

/** A load: how many clients there are, and what they do. */
public abstract class Load implements Receiver {

    private Latencies latencies = new Latencies();
    private long arrived;

    /** How it is called in the report, in a word or three. */
    public abstract String name();

    /** The same with all that it takes to repeat it. */
    public abstract String title();

    /** The path below the server's address at which it is run. */
    public abstract String path();

    /** What a server has to be warm for: loads of one kind warm it for each other. */
    public String kind() {
        return path();
    }

    /** Opens the connections, warms the server, and measures; nothing of it is left open. */
    public final Reading run(Site site, Duration warmup, Duration time) throws IOException {
        try (Loop loop = new Loop()) {
            arrived = 0;
            start(loop, site);
            go(loop, warmth(warmup));
            begin(loop);

            long self = ProcessHandle.current().pid();
            latencies = new Latencies();
            long from = System.nanoTime();
            long serverBefore = ProcessCpu.micros(site.pids());
            long clientBefore = ProcessCpu.micros(self);
            long machineBefore = ProcessCpu.ofMachine();
            long arrivedBefore = arrived;
            go(loop, time);
            double messages = Math.max(1, arrived - arrivedBefore);
            double seconds = (System.nanoTime() - from) / 1e9;
            double server = ProcessCpu.micros(site.pids()) - serverBefore;
            double client = ProcessCpu.micros(self) - clientBefore;
            double machine = ProcessCpu.ofMachine() - machineBefore;
            Reading reading = new Reading(
                    messages / seconds,
                    server / messages,
                    client / messages,
                    Math.max(0, machine - server - client) / (seconds * 1e6),
                    latencies.micros(0.5),
                    latencies.micros(0.99));
            finish(loop);
            return reading;
        }
    }

    private void go(Loop loop, Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end && !isOver()) {
            step();
            loop.poll(100);
        }
    }

    /** How long it takes until the server is warm for this, where most loads take so long. */
    Duration warmth(Duration usual) {
        return usual;
    }

    /** Opens the connections. */
    abstract void start(Loop loop, Site site) throws IOException;

    /** The server is warm: from now on it counts. */
    void begin(Loop loop) throws IOException {}

    /** Whether there is nothing more to measure, so that what is left of the time is not needed. */
    boolean isOver() {
        return false;
    }

    /** The time is over: what is still under way may arrive. */
    void finish(Loop loop) throws IOException {}

    /** Sends what is due. Called again and again. */
    abstract void step() throws IOException;

    /** Counts the payloads in a frame that has arrived, each of this size. */
    final void count(Peer peer, byte[] bytes, int at, int length, int size) {
        int end = at + length;
        for (int mark = Payload.find(bytes, at, end); mark >= 0; mark = Payload.find(bytes, mark + size, end)) {
            arrived++;
            latencies.add(peer.readAt() - Payload.stamp(bytes, mark));
        }
    }

    /** Counts something that has taken so many nanoseconds. */
    final void count(long nanos) {
        arrived++;
        latencies.add(nanos);
    }

    final long arrived() {
        return arrived;
    }
}
