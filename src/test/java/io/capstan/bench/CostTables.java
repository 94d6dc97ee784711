package io.capstan.bench;

import io.capstan.bench.Contestant.Kind;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a stalled reader costs the others, an idle connection the heap, and a start the user. */
final class CostTables {

    private final Lineup lineup;
    private final Results results;

    CostTables(Lineup lineup, Results results) {
        this.lineup = lineup;
        this.results = results;
    }

    /** The others with a stalled reader, beside the same without. */
    Optional<Section> stalled(List<Load> pair) {
        if (pair.size() != 2) {
            return Optional.empty();
        }
        String calm = pair.get(0).name();
        String stalled = pair.get(1).name();
        Table table = new Table(List.of(
                "server",
                "p99 ms of the others, all read",
                "one stalled",
                "times (best to worst round)",
                "messages/s, all read",
                "one stalled",
                "times"));
        List<Contestant> its = lineup.contestants().stream()
                .filter(contestant -> contestant.host().takes(pair.get(0)))
                .toList();
        for (Contestant contestant : its) {
            table.row(List.of(
                    contestant.name(),
                    Cells.figure("%.2f", results.of(contestant, calm, reading -> reading.p99Micros() / 1_000)),
                    Cells.figure("%.2f", results.of(contestant, stalled, reading -> reading.p99Micros() / 1_000)),
                    Cells.ratio(results.ratio(contestant, stalled, contestant, calm, Reading::p99Micros)),
                    Cells.figure("%,.0f", results.of(contestant, calm, Reading::perSecond)),
                    Cells.figure("%,.0f", results.of(contestant, stalled, Reading::perSecond)),
                    Cells.ratio(results.ratio(contestant, stalled, contestant, calm, Reading::perSecond))));
        }
        return Optional.of(new Section(pair.get(1).title(), table));
    }

    /** Live heap per idle connection. */
    Optional<Section> heap(int connections) {
        Table table = new Table(List.of("server", "bytes per connection", "on top of bare"));
        for (Contestant contestant : lineup.contestants()) {
            Optional<Spread> bytes = results.of(contestant, Results.HEAP);
            if (bytes.isPresent()) {
                table.row(List.of(
                        contestant.name(),
                        Cells.range("%,.0f", bytes),
                        Cells.figure(
                                "%+,.0f", results.difference(contestant, contestant.baseline(lineup), Results.HEAP))));
            }
        }
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(Cells.text("Live heap per connection, %,d idle ones", connections), table));
    }

    /** Start of the process to the first accepted WebSocket. */
    Optional<Section> startUp(List<Duration> ofJar) {
        Table table = new Table(List.of("server", "seconds", "on top of bare"));
        Spread.of(ofJar.stream().mapToDouble(time -> time.toNanos() / 1e9))
                .ifPresent(spread -> table.row(List.of(
                        "`java -jar capstan-server.jar start`", Cells.range("%.2f", Optional.of(spread)), "–")));
        for (Contestant contestant : lineup.contestants()) {
            table.row(List.of(
                    contestant.name(),
                    Cells.range("%.2f", results.of(contestant, Results.START)),
                    contestant.is(Kind.CAPSTAN)
                            ? Cells.figure(
                                    "%+.2f", results.difference(contestant, contestant.baseline(lineup), Results.START))
                            : "–"));
        }
        return Optional.of(new Section("Start of the process to the first accepted WebSocket", table));
    }
}
