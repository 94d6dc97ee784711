package io.capstan.bench;

import io.capstan.bench.load.BroadcastLoad;
import io.capstan.bench.load.EchoLoad;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.Reading;
import io.capstan.bench.server.BareUndertow;
import io.capstan.bench.server.CapstanEmbedded;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command line of the benchmark. Options are system properties: {@code bench.rounds} (3), {@code bench.warmup} and
 * {@code bench.time} in seconds (10 and 6), {@code bench.starts} (5, 0 for none), {@code bench.jar} and {@code
 * bench.report}, where the server jar is and where the report goes.
 */
public final class Bench {

    private static final List<Contest> CONTESTS = List.of(new Contest(
            new JvmHost("bare Undertow", BareUndertow.class), new JvmHost("Capstan embedded", CapstanEmbedded.class)));

    private static final List<Load> LOADS =
            List.of(new EchoLoad(50, 128), new BroadcastLoad(1000, 128, 1), new BroadcastLoad(1000, 128, 8));

    private final PrintStream out = System.out;
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final Duration warmup = Duration.ofSeconds(Integer.getInteger("bench.warmup", 10));
    private final Duration time = Duration.ofSeconds(Integer.getInteger("bench.time", 6));
    private final int starts = Integer.getInteger("bench.starts", 5);
    private final Path jar = Path.of(System.getProperty("bench.jar", "target/capstan-server.jar"));
    private final Path reportFile = Path.of(System.getProperty("bench.report", "target/bench/report.md"));

    private Bench() {}

    /** Runs all of it. */
    public static void main(String[] arguments) throws IOException {
        new Bench().run();
    }

    private void run() throws IOException {
        Report report = new Report(rounds, warmup, time);
        for (Contest contest : CONTESTS) {
            List<Contest.Round> all = new ArrayList<>();
            for (int number = 0; number < rounds; number++) {
                for (Contest.Round round : contest.round(number, LOADS, warmup, time)) {
                    out.printf(
                            Locale.ROOT,
                            "round %d, %s: bare %s, Capstan %s, ratio %.2f%n",
                            number + 1,
                            round.load().name(),
                            brief(round.bare()),
                            brief(round.capstan()),
                            round.ratio());
                    all.add(round);
                }
            }
            report.contest(contest, all);
        }
        if (starts > 0) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                times.add(new StartUp(jar).once());
            }
            report.startUp(times);
        }
        Files.createDirectories(reportFile.toAbsolutePath().getParent());
        Files.writeString(reportFile, report.toString());
        out.println();
        out.print(report);
    }

    private static String brief(Reading reading) {
        return String.format(Locale.ROOT, "%,.0f/s at %.2f µs", reading.perSecond(), reading.serverMicros());
    }
}
