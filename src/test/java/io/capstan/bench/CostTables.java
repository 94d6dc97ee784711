package io.capstan.bench;

import io.capstan.bench.load.IdleHeap.Kind;
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
    Section stalled(Loads.Pair pair) {
        String calm = pair.calm().name();
        String stalled = pair.stalled().name();
        Table table = new Table(List.of(
                "server",
                "p99 ms of the others, all read",
                "one stalled",
                "times (best to worst round)",
                "messages/s, all read",
                "one stalled",
                "times"));
        List<Contestant> its = lineup.contestants().stream()
                .filter(contestant -> contestant.host().takes(pair.calm()))
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
        return new Section(pair.stalled().title(), table);
    }

    /** Live heap per idle connection. */
    Optional<Section> heap(int connections) {
        Table table = new Table(List.of("server", "bytes per connection", "on top of bare"));
        for (Contestant contestant : lineup.contestants()) {
            Optional<Spread> bytes = results.of(contestant, Kind.ALONE.subject());
            if (bytes.isPresent()) {
                table.row(List.of(
                        contestant.name(),
                        Cells.range("%,.0f", bytes),
                        Cells.figure(
                                "%+,.0f",
                                results.difference(contestant, contestant.baseline(lineup), Kind.ALONE.subject()))));
            }
        }
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(Cells.text("Live heap per connection, %,d idle ones", connections), table));
    }

    /** Live heap per subscription, beside that of its connection. */
    Optional<Section> subscriptions(int connections) {
        Table table = new Table(List.of("server", "all in one channel", "each in a channel of its own"));
        for (Contestant contestant : lineup.contestants()) {
            Optional<Spread> together = more(contestant, Kind.IN_ONE_CHANNEL);
            if (together.isPresent()) {
                table.row(List.of(
                        contestant.name(),
                        Cells.range("%,.0f", together),
                        Cells.range("%,.0f", more(contestant, Kind.IN_OWN_CHANNELS))));
            }
        }
        String title = Cells.text("Live heap per idle subscription, %,d of them, in bytes", connections);
        return table.isEmpty() ? Optional.empty() : Optional.of(new Section(title, table));
    }

    private Optional<Spread> more(Contestant contestant, Kind kind) {
        return results.difference(contestant, kind.subject(), contestant, Kind.ALONE.subject());
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
                    contestant.is(Contestant.Kind.CAPSTAN)
                            ? Cells.figure(
                                    "%+.2f", results.difference(contestant, contestant.baseline(lineup), Results.START))
                            : "–"));
        }
        return Optional.of(new Section("Start of the process to the first accepted WebSocket", table));
    }
}
