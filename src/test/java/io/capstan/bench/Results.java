package io.capstan.bench;

import io.capstan.bench.load.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured, by contestant, subject and round, and what went wrong. */
final class Results {

    /** The subject of start-up times, in seconds. */
    static final String START = "start";

    private record Key(Contestant contestant, String subject) {}

    private final Map<Key, Map<Integer, Reading>> readings = new LinkedHashMap<>();
    private final Map<Key, Map<Integer, Double>> figures = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    void add(Contestant contestant, String subject, int round, Reading reading) {
        readings.computeIfAbsent(new Key(contestant, subject), any -> new LinkedHashMap<>())
                .put(round, reading);
    }

    void add(Contestant contestant, String subject, int round, double figure) {
        figures.computeIfAbsent(new Key(contestant, subject), any -> new LinkedHashMap<>())
                .put(round, figure);
    }

    void failed(String what) {
        failures.add(what);
    }

    List<String> failures() {
        return failures;
    }

    /** How many cores were busy with something else, over all readings. */
    Optional<Spread> otherCores() {
        return Spread.of(
                readings.values().stream().flatMap(its -> its.values().stream()).mapToDouble(Reading::otherCores));
    }

    /** One figure of the readings, over the rounds. */
    Optional<Spread> of(Contestant contestant, String subject, ToDoubleFunction<Reading> figure) {
        Map<Integer, Reading> its = readings.getOrDefault(new Key(contestant, subject), Map.of());
        return Spread.of(its.values().stream().mapToDouble(figure));
    }

    /** A plain figure over the rounds. */
    Optional<Spread> of(Contestant contestant, String subject) {
        Map<Integer, Double> its = figures.getOrDefault(new Key(contestant, subject), Map.of());
        return Spread.of(its.values().stream().mapToDouble(Double::doubleValue));
    }

    /** The rate of one divided by that of the other, round by round. */
    Optional<Spread> ratio(Contestant one, Contestant other, String subject) {
        return ratio(one, subject, other, subject, Reading::perSecond);
    }

    /** A figure divided by another one of the same round. */
    Optional<Spread> ratio(
            Contestant one, String its, Contestant other, String others, ToDoubleFunction<Reading> figure) {
        Map<Integer, Reading> above = readings.getOrDefault(new Key(one, its), Map.of());
        Map<Integer, Reading> below = readings.getOrDefault(new Key(other, others), Map.of());
        return Spread.of(above.keySet().stream()
                .filter(below::containsKey)
                .mapToDouble(round -> figure.applyAsDouble(above.get(round)) / figure.applyAsDouble(below.get(round))));
    }

    /** A plain figure less that of another one in the same round. */
    Optional<Spread> difference(Contestant one, Optional<Contestant> other, String subject) {
        return other.flatMap(its -> difference(one, subject, its, subject));
    }

    /** A plain figure less another one of the same round. */
    Optional<Spread> difference(Contestant one, String its, Contestant other, String others) {
        Map<Integer, Double> above = figures.getOrDefault(new Key(one, its), Map.of());
        Map<Integer, Double> below = figures.getOrDefault(new Key(other, others), Map.of());
        return Spread.of(above.keySet().stream()
                .filter(below::containsKey)
                .mapToDouble(round -> above.get(round) - below.get(round)));
    }
}
