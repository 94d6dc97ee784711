package io.capstan.it.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program beside the test, which never outlives it: {@link #close()} ends it and its children by process id. What it
 * prints is kept, output and errors apart.
 */
public final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Lines out;
    private final Lines err;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.inputReader(StandardCharsets.UTF_8), "out of " + process.pid());
        this.err = new Lines(process.errorReader(StandardCharsets.UTF_8), "err of " + process.pid());
    }

    /** Starts a program in a directory, with nothing to read on its standard input. */
    public static ChildProcess start(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return new ChildProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        }
    }

    /** The java program that runs this test. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits for a line of the standard output that fits as a whole; fails when the process ends without it. */
    public Matcher awaitLine(Pattern pattern, Duration limit) {
        return out.await(pattern, limit)
                .orElseThrow(() -> new AssertionError("No line '" + pattern + "' within " + limit + "\n" + output()));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What was printed on the standard output so far. */
    public String out() {
        return out.text();
    }

    /** What was printed on the standard error so far. */
    public String err() {
        return err.text();
    }

    /** Both, for the message of a failure. */
    public String output() {
        return "--- standard output\n" + out() + "--- standard error\n" + err();
    }

    /** Sends SIGTERM. */
    public void signalEnd() {
        process.destroy();
    }

    /** Sends SIGTERM, also a second time, and waits for the exit code. */
    public int terminate(Duration limit) {
        signalEnd();
        return awaitExit(limit);
    }

    /** Waits for the exit code; a process that takes longer is killed and fails the test. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError("Process " + pid() + " still ran after " + limit + "\n" + output());
            }
            out.awaitEnd();
            err.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new AssertionError("Interrupted while waiting for process " + pid(), e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** The lines of one stream, read by a thread of its own so that the process never waits for the test. */
    private static final class Lines {

        /** Guards itself: both the text so far and what awaits more of it. */
        private final StringBuilder text = new StringBuilder();

        private final Thread reader;

        Lines(BufferedReader from, String name) {
            reader = new Thread(() -> from.lines().forEach(this::add), name);
            reader.setDaemon(true);
            reader.setUncaughtExceptionHandler((thread, closed) -> add("[" + closed.getMessage() + "]"));
            reader.start();
        }

        private void add(String line) {
            synchronized (text) {
                text.append(line).append('\n');
                text.notifyAll();
            }
        }

        String text() {
            synchronized (text) {
                return text.toString();
            }
        }

        Optional<Matcher> await(Pattern pattern, Duration limit) {
            long end = System.nanoTime() + limit.toNanos();
            synchronized (text) {
                while (true) {
                    Optional<Matcher> found = text.toString()
                            .lines()
                            .map(pattern::matcher)
                            .filter(Matcher::matches)
                            .findFirst();
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (found.isPresent() || left <= 0 || !reader.isAlive()) {
                        return found;
                    }
                    waitFor(Math.min(left, 100));
                }
            }
        }

        private void waitFor(long millis) {
            try {
                text.wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for output", e);
            }
        }

        void awaitEnd() throws InterruptedException {
            reader.join(2_000);
        }
    }
}
