package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A load: how many clients there are, and what they do. */
public abstract class Load implements Receiver {

    private Latencies latencies = new Latencies();
    private long arrived;

    /** How it is called in the report. */
    public abstract String name();

    /** The path below the server's address at which it is run. */
    public abstract String path();

    /** Opens the connections, warms the server, and measures; nothing of it is left open. */
    public final Reading run(URI server, long pid, Duration warmup, Duration time) throws IOException {
        try (Loop loop = new Loop()) {
            arrived = 0;
            start(loop, server.resolve(path()));
            go(loop, warmup);

            latencies = new Latencies();
            long from = System.nanoTime();
            long cpuBefore = ProcessCpu.micros(pid);
            long arrivedBefore = arrived;
            go(loop, time);
            double messages = Math.max(1, arrived - arrivedBefore);
            double seconds = (System.nanoTime() - from) / 1e9;
            double cpu = ProcessCpu.micros(pid) - cpuBefore;
            return new Reading(messages / seconds, cpu / messages, latencies.micros(0.5), latencies.micros(0.99));
        }
    }

    private void go(Loop loop, Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            step();
            loop.poll(100);
        }
    }

    /** Opens the connections. */
    abstract void start(Loop loop, URI target) throws IOException;

    /** Sends what is due. Called again and again. */
    abstract void step() throws IOException;

    /** Counts a message that has arrived. */
    final void count(byte[] bytes, int at) {
        arrived++;
        latencies.add(System.nanoTime() - Payload.stamp(bytes, at));
    }

    final long arrived() {
        return arrived;
    }
}
