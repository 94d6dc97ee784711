package io.capstan.bench;

import io.capstan.bench.Contestant.Kind;
import io.capstan.bench.load.Reading;
import io.capstan.bench.load.WampForm;
import io.capstan.bench.load.WampLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Routers of WAMP beside each other. */
final class WampTables {

    private final Lineup lineup;
    private final Results results;
    private final Map<String, List<WampLoad>> shapes;
    private final List<Contestant> others;

    WampTables(Lineup lineup, Results results, List<WampLoad> loads) {
        this.lineup = lineup;
        this.results = results;
        this.shapes =
                loads.stream().collect(Collectors.groupingBy(WampLoad::shape, LinkedHashMap::new, Collectors.toList()));
        this.others = lineup.of(Kind.PEER).stream()
                .filter(peer -> loads.stream().anyMatch(peer.host()::takes))
                .toList();
    }

    /** All of them. */
    List<Section> all() {
        List<Section> sections = new ArrayList<>();
        Table ratios = new Table(head("load", "messages", "server"));
        shapes.forEach((shape, forms) -> forms.forEach(load -> ratios(shape, load, forms, ratios)));
        if (!ratios.isEmpty() && !others.isEmpty()) {
            sections.add(new Section("WAMP: messages per second, as a multiple of other routers'", ratios));
        }
        shapes.values().forEach(forms -> sections.add(new Section(forms.get(0).title(), figures(forms))));
        return sections;
    }

    private List<String> head(String... first) {
        List<String> head = new ArrayList<>(List.of(first));
        others.forEach(other -> head.add(other.name()));
        return head;
    }

    private void ratios(String shape, WampLoad load, List<WampLoad> forms, Table table) {
        for (Contestant capstan : lineup.of(Kind.CAPSTAN)) {
            List<String> row = new ArrayList<>(List.of(shape, load.form().label(), capstan.name()));
            others.forEach(other -> row.add(ratio(capstan, load, other, forms)));
            table.row(row);
        }
    }

    /** Beside a router that does not know the form of the messages stands the form in which it is fastest. */
    private String ratio(Contestant capstan, WampLoad load, Contestant other, List<WampLoad> forms) {
        Optional<WampLoad> beside = other.host().takes(load) ? Optional.of(load) : fastest(other, forms);
        return beside.map(its -> Cells.ratio(results.ratio(capstan, load.name(), other, its.name(), Reading::perSecond))
                        + (its == load
                                        || results.of(other, its.name(), Reading::perSecond)
                                                .isEmpty()
                                ? ""
                                : ", in " + its.form().label()))
                .orElseGet(() -> Cells.ratio(Optional.empty()));
    }

    private Optional<WampLoad> fastest(Contestant contestant, List<WampLoad> forms) {
        return forms.stream().filter(contestant.host()::takes).max(Comparator.comparingDouble(load -> results.of(
                        contestant, load.name(), Reading::perSecond)
                .map(Spread::median)
                .orElse(0.0)));
    }

    private Table figures(List<WampLoad> forms) {
        String unit = forms.get(0).unit();
        Table table = new Table(List.of(
                "server",
                "messages",
                unit + "s/s",
                "server CPU µs/" + unit,
                "client CPU µs/" + unit,
                "p50 ms",
                "p99 ms"));
        for (Contestant contestant : lineup.contestants()) {
            for (WampLoad load : forms) {
                if (contestant.host().takes(load)) {
                    table.row(figures(contestant, load.name(), load.form()));
                }
            }
        }
        return table;
    }

    private List<String> figures(Contestant contestant, String subject, WampForm form) {
        return List.of(
                contestant.name(),
                form.label(),
                Cells.figure("%,.0f", results.of(contestant, subject, Reading::perSecond)),
                Cells.figure("%.2f", results.of(contestant, subject, Reading::serverMicros)),
                Cells.figure("%.2f", results.of(contestant, subject, Reading::clientMicros)),
                Cells.figure("%.2f", results.of(contestant, subject, reading -> reading.medianMicros() / 1_000)),
                Cells.figure("%.2f", results.of(contestant, subject, reading -> reading.p99Micros() / 1_000)));
    }
}
