package io.capstan.it.host.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What happened in the application, in order, as lines of text. */
@ApplicationScoped
public class Journal {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public void add(String line) {
        lines.add(line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until it has this line. */
    public static void await(Journal journal, String line) {
        long end = System.nanoTime() + PATIENCE;
        while (!journal.lines().contains(line)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("nobody wrote '" + line + "'");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
