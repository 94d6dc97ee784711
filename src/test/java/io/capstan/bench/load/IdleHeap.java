package io.capstan.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What an idle connection costs a JVM: the live heap with many of them less that without, after a full collection. */
public final class IdleHeap implements Receiver {

    private static final Duration WARM = Duration.ofSeconds(1);

    private final int connections;
    private final Kind kind;

    /** What the connections do beside being there. */
    public enum Kind {
        /** Nothing. */
        ALONE("heap", "bench/fanout"),
        /** All have joined the same channel. */
        IN_ONE_CHANNEL("heap in a channel", "bench/channel"),
        /** Each has joined a channel of its own: Capstan's alone. */
        IN_OWN_CHANNELS("heap in own channels", "bench/own");

        private final String subject;
        private final String path;

        Kind(String subject, String path) {
            this.subject = subject;
            this.path = path;
        }

        /** How it is called in the report. */
        public String subject() {
            return subject;
        }
    }

    /** So many connections. */
    public IdleHeap(int connections, Kind kind) {
        this.connections = connections;
        this.kind = kind;
    }

    /** How it is called in the report. */
    public String name() {
        return "live " + kind.subject() + " of " + connections + " idle connections";
    }

    /** What they do. */
    public Kind kind() {
        return kind;
    }

    /** Whether it can be measured here: it takes {@code jcmd}, which a JDK has and a mere runtime has not. */
    public static boolean isPossible() {
        return Files.isExecutable(jcmd());
    }

    /** Bytes of live heap for each connection. */
    public double run(Site site) throws IOException {
        hold(site, connections / 10, () -> 0); // what the first connections bring along is no part of a later one
        long pid = site.pids().get(0);
        long before = live(pid);
        return (hold(site, connections, () -> live(pid)) - before) / (double) connections;
    }

    private interface Look {
        long take() throws IOException;
    }

    private long hold(Site site, int number, Look look) throws IOException {
        try (Loop loop = new Loop()) {
            loop.connect(number, site.at(kind.path), this);
            long end = System.nanoTime() + WARM.toNanos();
            while (System.nanoTime() < end) {
                loop.poll(50);
            }
            return look.take();
        }
    }

    /** The last line of the histogram, which is taken after a full collection; twice, for what is freed in two steps. */
    private static long live(long pid) throws IOException {
        histogram(pid);
        return histogram(pid);
    }

    private static long histogram(long pid) throws IOException {
        Process process = new ProcessBuilder(jcmd().toString(), Long.toString(pid), "GC.class_histogram").start();
        String total = process.inputReader()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .reduce("", (first, second) -> second);
        if (total.isEmpty()) {
            throw new IOException("jcmd shows no histogram of " + pid);
        }
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private static Path jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }

    @Override
    public void received(Peer peer, byte[] bytes, int at, int length) {
        throw new UncheckedIOException(new IOException("An idle connection received something"));
    }
}
