package io.capstan.bench;

import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * What it takes to find a route, from the raw path to the variables, among ten routes and among ten thousand. Of these,
 * clients ask for ten or, which is the worst for the caches of the processor, for all of them evenly:
 * {@code java -cp target/classes:target/test-classes io.capstan.bench.RouteLookup}. A program of its own, since it
 * needs no server.
 */
public final class RouteLookup {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int PATHS = 10_000;
    private static final int WARMING = 40;
    private static final int ROUNDS = 31;

    private final String name;
    private final RouteTable<Integer> table = new RouteTable<>();
    private final List<String> paths = new ArrayList<>();
    private final double[] nanos = new double[ROUNDS];

    /** So many routes of one kind, and paths that are spread evenly over so many of them. */
    private RouteLookup(String name, int routes, int asked, IntFunction<String> route, IntFunction<String> path) {
        this.name = name;
        for (int i = 0; i < routes; i++) {
            if (!table.add(RouteTemplate.parse(route.apply(i)), i).isEmpty()) {
                throw new IllegalStateException("The routes of " + name + " overlap.");
            }
        }
        Random random = new Random(17);
        for (int i = 0; i < PATHS; i++) {
            paths.add(path.apply(random.nextInt(asked) * (routes / asked)) + "/"
                    + Integer.toString(random.nextInt(1 << 30), 36));
        }
    }

    /** Looks all paths up and returns how many were found. */
    private int run() {
        int found = 0;
        for (String path : paths) {
            found += RequestPath.segments(path).flatMap(table::find).isPresent() ? 1 : 0;
        }
        return found;
    }

    private void measure(int round) {
        long begin = System.nanoTime();
        int found = run();
        nanos[round] = (System.nanoTime() - begin) / (double) PATHS;
        if (found != PATHS && found != 0) {
            throw new IllegalStateException(name + ": " + found + " of " + PATHS + " were found.");
        }
    }

    private double median() {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The same kind with few routes and with many. */
    private static List<RouteLookup> kind(String name, IntFunction<String> route, IntFunction<String> path) {
        return List.of(
                new RouteLookup(name, FEW, FEW, route, path),
                new RouteLookup(name, MANY, FEW, route, path),
                new RouteLookup(name, MANY, MANY, route, path));
    }

    /** Measures in turn and writes one line for each kind. */
    public static void main(String[] arguments) {
        List<List<RouteLookup>> kinds = List.of(
                kind("text and a variable", i -> "/shop" + i + "/item/{id}", i -> "/shop" + i + "/item"),
                kind("variables around a text", i -> "/{a}/to" + i + "/{b}", i -> "/from/to" + i),
                kind("patterns by their beginning", i -> "/list-" + i + "-*/{id}", i -> "/list-" + i + "-x"),
                kind("patterns by their end", i -> "/*.t" + i + "/{id}", i -> "/file.t" + i),
                kind("all below a text", i -> "/files" + i + "/**", i -> "/files" + i + "/a/b"),
                kind("no route fits", i -> "/shop" + i + "/item/{id}", i -> "/shop" + i + "/other"));
        for (int round = 0; round < WARMING + ROUNDS; round++) {
            for (List<RouteLookup> kind : kinds) {
                for (RouteLookup lookup : kind) {
                    if (round < WARMING) {
                        lookup.run();
                    } else {
                        lookup.measure(round - WARMING);
                    }
                }
            }
        }
        StringBuilder report = new StringBuilder(Machine.description() + "\n\n"
                + "| routes | ns among 10 | ns among 10,000 | factor | ns among 10,000, all asked for | factor |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
        for (List<RouteLookup> kind : kinds) {
            double few = kind.get(0).median();
            double many = kind.get(1).median();
            double all = kind.get(2).median();
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.0f | %.2f |%n",
                    kind.get(0).name,
                    few,
                    many,
                    many / few,
                    all,
                    all / few));
        }
        System.out.print(report);
    }
}
