package io.capstan.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** The CPU time of processes, user and system, as Linux counts it. */
final class ProcessCpu {

    /** USER_HZ, which is 100 on every Linux that runs a JVM. */
    private static final long MICROS_PER_TICK = 10_000;

    private ProcessCpu() {}

    static long micros(Collection<Long> pids) {
        return pids.stream().mapToLong(ProcessCpu::micros).sum();
    }

    static long micros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException("The server process " + pid + " is gone", e);
        }
    }
}
