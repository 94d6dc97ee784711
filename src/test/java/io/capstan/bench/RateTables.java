package io.capstan.bench;

import io.capstan.bench.Contestant.Kind;
import io.capstan.bench.load.Load;
import io.capstan.bench.load.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How many messages, at what cost. */
final class RateTables {

    private final Lineup lineup;
    private final Results results;

    RateTables(Lineup lineup, Results results) {
        this.lineup = lineup;
        this.results = results;
    }

    /** Each Capstan beside its engine: loads down, servers across. */
    Optional<Section> ratios(List<Load> loads) {
        List<Contestant> capstans = lineup.of(Kind.CAPSTAN);
        Table table = new Table(row("load", capstans, Contestant::name));
        for (Load load : loads) {
            table.row(row(
                    load.name(),
                    capstans,
                    capstan -> Cells.ratio(
                            capstan.baseline(lineup).flatMap(bare -> results.ratio(capstan, bare, load.name())))));
        }
        return section("Messages per second, as a multiple of the bare engine's", table, capstans);
    }

    /** Each Capstan beside the peers: loads and servers down, peers across. */
    Optional<Section> peers(List<Load> loads) {
        List<Contestant> peers = lineup.of(Kind.PEER).stream()
                .filter(peer -> loads.stream().anyMatch(peer.host()::takes))
                .toList();
        List<String> head = row("load", peers, Contestant::name);
        head.add(1, "server");
        Table table = new Table(head);
        for (Load load : loads) {
            if (peers.stream().anyMatch(peer -> peer.host().takes(load))) {
                for (Contestant capstan : lineup.of(Kind.CAPSTAN)) {
                    List<String> row =
                            row(load.name(), peers, peer -> Cells.ratio(results.ratio(capstan, peer, load.name())));
                    row.add(1, capstan.name());
                    table.row(row);
                }
            }
        }
        return section("Messages per second, as a multiple of other servers'", table, peers);
    }

    /** All figures of one load. */
    Optional<Section> load(Load load) {
        Table table = new Table(List.of(
                "server",
                "messages/s",
                "times bare (worst to best round)",
                "server CPU µs/message",
                "client CPU µs/message",
                "p50 ms",
                "p99 ms"));
        List<Contestant> its = lineup.contestants().stream()
                .filter(contestant -> contestant.host().takes(load))
                .toList();
        for (Contestant contestant : its) {
            String subject = load.name();
            Optional<Spread> ratio =
                    contestant.baseline(lineup).flatMap(bare -> results.ratio(contestant, bare, subject));
            table.row(List.of(
                    contestant.name(),
                    Cells.figure("%,.0f", results.of(contestant, subject, Reading::perSecond)),
                    Cells.ratio(ratio),
                    Cells.figure("%.2f", results.of(contestant, subject, Reading::serverMicros)),
                    Cells.figure("%.2f", results.of(contestant, subject, Reading::clientMicros)),
                    Cells.figure("%.2f", results.of(contestant, subject, reading -> reading.medianMicros() / 1_000)),
                    Cells.figure("%.2f", results.of(contestant, subject, reading -> reading.p99Micros() / 1_000))));
        }
        return section(load.title(), table, its);
    }

    private static Optional<Section> section(String title, Table table, List<Contestant> columns) {
        return columns.isEmpty() || table.isEmpty() ? Optional.empty() : Optional.of(new Section(title, table));
    }

    private static List<String> row(String first, List<Contestant> columns, Function<Contestant, String> cell) {
        List<String> row = new ArrayList<>(List.of(first));
        columns.forEach(column -> row.add(cell.apply(column)));
        return row;
    }
}
