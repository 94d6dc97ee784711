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

    /** Where in the first line of /proc/stat the time is in which nothing was done, and the last one that counts. */
    private static final int IDLE = 4;

    private static final int WAITING = 5;
    private static final int STEAL = 8;

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

    /** What all processes of this machine together have taken, and the kernel for itself. */
    static long ofMachine() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split("\\s+");
            long ticks = 0;
            for (int i = 1; i < Math.min(fields.length, STEAL + 1); i++) {
                ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
            }
            return ticks * MICROS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
