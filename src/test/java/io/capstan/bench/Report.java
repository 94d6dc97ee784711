package io.capstan.bench;

import io.capstan.bench.Contestant.Kind;
import java.time.Duration;
import java.util.List;

/** The figures as Markdown. Each is the median of the rounds; a ratio also shows the worst and the best round. */
final class Report {

    private final Options options;
    private final Lineup lineup;
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    Report(Options options, Lineup lineup, Results results) {
        this.options = options;
        this.lineup = lineup;
        this.results = results;
    }

    /** Writes it. */
    String with(Loads loads, List<Duration> starts) {
        head();
        RateTables rates = new RateTables(lineup, results);
        rates.ratios(loads.throughput()).ifPresent(this::section);
        rates.peers(loads.throughput()).ifPresent(this::section);
        loads.throughput().forEach(load -> rates.load(load).ifPresent(this::section));
        new WampTables(lineup, results, loads.wamp()).all().forEach(this::section);
        CostTables costs = new CostTables(lineup, results);
        loads.stalled().forEach(pair -> section(costs.stalled(pair)));
        costs.heap(options.idle()).ifPresent(this::section);
        costs.subscriptions(options.idle()).ifPresent(this::section);
        costs.startUp(starts).ifPresent(this::section);
        return text.toString();
    }

    private void head() {
        text.append("# Benchmark\n\n").append(Machine.description()).append(".\n");
        text.append(Cells.text(
                "Rounds: %d, each with fresh processes; %d s of warming (%d s where it is warm) and %d s of measuring per figure.%n",
                options.rounds(),
                options.warmup().toSeconds(),
                options.settle().toSeconds(),
                options.time().toSeconds()));
        List<String> products = lineup.contestants().stream()
                .filter(contestant -> !contestant.is(Kind.CAPSTAN))
                .map(contestant -> contestant.host().product())
                .toList();
        text.append("Servers: ").append(String.join("; ", products)).append(".\n");
        results.otherCores()
                .ifPresent(cores -> text.append(Cells.text(
                        "Cores busy with neither server nor load while it was measured: %.2f (median), %.2f (most).%n",
                        cores.median(), cores.most())));
        list("Not measured", lineup.missing());
        list("Failed", results.failures());
    }

    private void list(String what, List<String> entries) {
        if (!entries.isEmpty()) {
            text.append("\n").append(what).append(":\n\n");
            entries.forEach(entry -> text.append("- ").append(entry).append('\n'));
        }
    }

    private void section(Section section) {
        text.append("\n## ").append(section.title()).append("\n\n").append(section.table());
    }
}
