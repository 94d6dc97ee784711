package io.capstan.bench;

import io.capstan.bench.host.StartUp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command line of the benchmark; see {@link Options}. It ends with 1 if something could not be measured. */
public final class Bench {

    private static final Path JAR = Path.of("target", "capstan-server.jar");

    private final PrintStream out = System.out;
    private final Options options = Options.ofSystemProperties();
    private final Loads loads = Loads.of(options);
    private final Lineup lineup = Lineup.of(options, loads);
    private final Results results = new Results();

    private Bench() {}

    /** Runs all of it. */
    public static void main(String[] arguments) throws IOException {
        System.exit(new Bench().run() ? 0 : 1);
    }

    private boolean run() throws IOException {
        lineup.missing().forEach(missing -> out.println("NOT MEASURED: " + missing));
        for (int number = 0; number < options.rounds(); number++) {
            try (Round round = new Round(number, options, results, out)) {
                round.run(lineup, loads);
            }
        }
        List<Duration> starts = new ArrayList<>();
        if (options.loads().contains("start")) {
            for (int i = 0; i < options.starts(); i++) {
                starts.add(new StartUp(JAR).once());
            }
        }
        String report = new Report(options, lineup, results).with(loads, starts);
        Files.createDirectories(options.report().toAbsolutePath().getParent());
        Files.writeString(options.report(), report);
        out.println();
        out.print(report);
        return results.failures().isEmpty();
    }
}
