package io.capstan.it.container;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The log of a server process: it goes to a file, and its newest part can be quoted. A line that marks its end does not. */
final class ServerLog {
    private final BufferedReader source;
    private final Path file;
    private final String end;
    private final Semaphore ends = new Semaphore(0);
    /** The lines since the last mark. Guarded by itself. */
    private final List<String> lines = new ArrayList<>();

    private ServerLog(BufferedReader source, Path file, String end) {
        this.source = source;
        this.file = file;
        this.end = end;
    }

    /** Reads the log to its last line on a thread of its own. */
    static ServerLog of(BufferedReader source, Path file, String end) {
        ServerLog log = new ServerLog(source, file, end);
        Thread reader = new Thread(log::read, "server-log");
        reader.setDaemon(true);
        reader.start();
        return log;
    }

    /** What comes from here on is of interest. */
    void mark() {
        ends.drainPermits();
        synchronized (lines) {
            lines.clear();
        }
    }

    /** The newest lines since the mark, up to the line that marks the end, for which it waits a while. */
    String sinceMark(int limit) throws InterruptedException {
        ends.tryAcquire(5, TimeUnit.SECONDS);
        synchronized (lines) {
            return String.join("\n", lines.subList(Math.max(0, lines.size() - limit), lines.size()));
        }
    }

    private void read() {
        try (BufferedReader input = source;
                BufferedWriter output = Files.newBufferedWriter(file)) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.equals(end)) {
                    ends.release();
                    continue;
                }
                output.write(line);
                output.newLine();
                output.flush();
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException ended) {
            synchronized (lines) {
                lines.add("The log could not be read any further: " + ended);
            }
        }
    }
}
