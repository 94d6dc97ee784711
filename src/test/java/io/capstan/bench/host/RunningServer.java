package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import io.capstan.bench.load.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server process that accepts WebSockets. Closing it ends it, and so does the end of this JVM. */
public final class RunningServer implements AutoCloseable {

    private final Process process;
    private final Thread atExit;
    private final URI root;
    private final Dialect dialect;
    private final Duration startUp;

    private RunningServer(Process process, Thread atExit, URI root, Dialect dialect, Duration startUp) {
        this.process = process;
        this.atExit = atExit;
        this.root = root;
        this.dialect = dialect;
        this.startUp = startUp;
    }

    /** Starts it. What it prints goes to a file with its name in {@code target/bench/logs}. */
    static RunningServer start(String name, List<String> command, URI root, String path, Dialect dialect)
            throws IOException {
        return start(name, command, root, new Probe(root.resolve(path), ""), dialect);
    }

    /** The same for a server that wants to be asked in a certain way. */
    static RunningServer start(String name, List<String> command, URI root, Probe probe, Dialect dialect)
            throws IOException {
        Path logs = Files.createDirectories(Launch.TARGET.resolve("logs"));
        Path log = logs.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            probe.await(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(name + " did not start: " + e.getMessage() + "; see " + log, e);
        }
        return new RunningServer(process, atExit, root, dialect, Duration.ofNanos(System.nanoTime() - from));
    }

    /** Its address and processes. */
    public Site site() {
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(child -> pids.add(child.pid()));
        return new Site(root, dialect, pids);
    }

    /** From the start of the process to the first accepted WebSocket. */
    public Duration startUp() {
        return startUp;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
