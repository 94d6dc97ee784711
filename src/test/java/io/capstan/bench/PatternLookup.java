package io.capstan.bench;

import io.capstan.wamp.match.PrefixIndex;
import io.capstan.wamp.match.WildcardIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What it takes to find the subscriptions by pattern that a topic fits, among ten and among a hundred thousand. Publications
 * are to ten topics or, which is the worst for the caches of the processor, to as many as there are subscriptions:
 * {@code java -cp target/classes:target/test-classes io.capstan.bench.PatternLookup}.
 */
public final class PatternLookup {
    private static final int FEW = 10;
    private static final int MANY = 100_000;
    private static final int TOPICS = 10_000;
    private static final int WARMING = 40;
    private static final int ROUNDS = 31;

    private final String name;
    private final PrefixIndex<Integer> prefixes = new PrefixIndex<>();
    private final WildcardIndex<Integer> wildcards = new WildcardIndex<>();
    private final List<String> topics = new ArrayList<>();
    private final int expected;
    private final double[] nanos = new double[ROUNDS];

    private PatternLookup(Kind kind, int subscriptions, int asked) {
        this.name = kind.name();
        this.expected = kind.found();
        for (int i = 0; i < subscriptions; i++) {
            if (kind.prefix()) {
                prefixes.put(kind.pattern().apply(i), i);
            } else {
                wildcards.put(kind.pattern().apply(i), i);
            }
        }
        Random random = new Random(17);
        for (int i = 0; i < TOPICS; i++) {
            topics.add(kind.topic().apply(random.nextInt(asked) * (subscriptions / asked)));
        }
    }

    /** Subscriptions of one kind, and topics of which each fits so many of them. */
    private record Kind(
            String name, boolean prefix, IntFunction<String> pattern, IntFunction<String> topic, int found) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("prefixes", true, i -> "shop.customer" + i + ".", i -> "shop.customer" + i + ".orders.new", 1),
            new Kind(
                    "prefixes, none fits", true, i -> "shop.customer" + i + ".", i -> "shop.client" + i + ".orders", 0),
            new Kind("wildcards, the last one open", false, i -> "shop.c" + i + ".", i -> "shop.c" + i + ".orders", 1),
            new Kind(
                    "wildcards, the first one open",
                    false,
                    i -> ".c" + i + ".orders",
                    i -> "shop.c" + i + ".orders",
                    1),
            new Kind("wildcards, none fits", false, i -> "shop.c" + i + ".", i -> "shop.d" + i + ".orders", 0));

    private int run() {
        int[] found = new int[1];
        Consumer<Integer> counter = any -> found[0]++;
        for (String topic : topics) {
            prefixes.match(topic, counter);
            wildcards.match(topic, counter);
        }
        return found[0];
    }

    private void measure(int round) {
        long begin = System.nanoTime();
        int found = run();
        nanos[round] = (System.nanoTime() - begin) / (double) TOPICS;
        if (found != TOPICS * expected) {
            throw new IllegalStateException(name + ": " + found + " were found.");
        }
    }

    private double median() {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Measures in turn and writes one line for each kind. */
    public static void main(String[] arguments) {
        List<List<PatternLookup>> all = KINDS.stream()
                .map(kind -> List.of(
                        new PatternLookup(kind, FEW, FEW),
                        new PatternLookup(kind, MANY, FEW),
                        new PatternLookup(kind, MANY, MANY)))
                .toList();
        for (int round = 0; round < WARMING + ROUNDS; round++) {
            for (List<PatternLookup> kind : all) {
                for (PatternLookup lookup : kind) {
                    if (round < WARMING) {
                        lookup.run();
                    } else {
                        lookup.measure(round - WARMING);
                    }
                }
            }
        }
        System.out.println("| subscriptions | ns among 10 | ns among 100,000 | factor | all asked for | factor |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (List<PatternLookup> kind : all) {
            double few = kind.get(0).median();
            double many = kind.get(1).median();
            double each = kind.get(2).median();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.0f | %.2f |%n",
                    kind.get(0).name,
                    few,
                    many,
                    many / few,
                    each,
                    each / few);
        }
    }
}
