package io.capstan.it.server;

import io.capstan.it.client.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another JVM has.
 *
 * @param heap how many bytes are in use behind a collection of all garbage
 * @param threads how many threads there are
 */
record JvmState(long heap, long threads) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /** That of the process with this id. */
    static JvmState of(long pid) {
        Matcher total = TOTAL.matcher(ask(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new AssertionError("jcmd says no total");
        }
        long threads = threads(pid)
                .lines()
                .filter(line -> line.contains("java.lang.Thread.State"))
                .count();
        return new JvmState(Long.parseLong(total.group(1)), threads);
    }

    /** What all threads of the process are doing. */
    static String threads(long pid) {
        return ask(pid, "Thread.print");
    }

    private static String ask(long pid, String command) {
        try (ChildProcess jcmd =
                ChildProcess.start(Path.of("").toAbsolutePath(), List.of(JCMD, Long.toString(pid), command))) {
            if (jcmd.awaitExit(Duration.ofSeconds(30)) != 0) {
                throw new AssertionError(jcmd.output());
            }
            return jcmd.out();
        }
    }
}
