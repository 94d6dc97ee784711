package io.capstan.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The figures as Markdown. Each is the median of the rounds; a ratio also shows the worst and the best round. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report(int rounds, Duration warmup, Duration time) {
        line("# Benchmark");
        line("");
        line(
                "%d rounds, each with fresh JVMs, %d s of warming and %d s of measuring per figure; JDK %s, %d cores.",
                rounds,
                warmup.toSeconds(),
                time.toSeconds(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
    }

    void contest(Contest contest, List<Contest.Round> rounds) {
        line("");
        line("## %s against %s", contest.capstan().name(), contest.bare().name());
        line("");
        line("| load | ratio (worst to best) | messages/s, bare | Capstan | server CPU µs/message, bare | Capstan"
                + " | p50 / p99 ms, bare | Capstan |");
        line("|---|---|---|---|---|---|---|---|");
        Map<String, List<Contest.Round>> byLoad = rounds.stream()
                .collect(Collectors.groupingBy(round -> round.load().name(), LinkedHashMap::new, Collectors.toList()));
        byLoad.forEach((load, its) -> line(
                "| %s | **%.2f** (%.2f to %.2f) | %,.0f | %,.0f | %.2f | %.2f | %.2f / %.2f | %.2f / %.2f |",
                load,
                median(its, Contest.Round::ratio),
                its.stream().mapToDouble(Contest.Round::ratio).min().orElseThrow(),
                its.stream().mapToDouble(Contest.Round::ratio).max().orElseThrow(),
                median(its, round -> round.bare().perSecond()),
                median(its, round -> round.capstan().perSecond()),
                median(its, round -> round.bare().serverMicros()),
                median(its, round -> round.capstan().serverMicros()),
                median(its, round -> round.bare().medianMicros() / 1_000),
                median(its, round -> round.bare().p99Micros() / 1_000),
                median(its, round -> round.capstan().medianMicros() / 1_000),
                median(its, round -> round.capstan().p99Micros() / 1_000)));
    }

    void startUp(List<Duration> times) {
        line("");
        line("## Start-up");
        line("");
        line(
                "`java -jar capstan-server.jar start` to the first accepted WebSocket: median **%.2f s** of %s.",
                median(times, time -> time.toNanos() / 1e9),
                times.stream()
                        .map(time -> String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9))
                        .collect(Collectors.joining(", ")));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
