package io.capstan.bench;

import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * What it takes to find a route, from the bytes of the path to the variables, among ten routes and among ten thousand. Of these,
 * clients ask for ten or, which is the worst for the caches of the processor, for all of them evenly:
 * {@code java -cp target/classes:target/test-classes io.capstan.bench.RouteLookup}. A program of its own, since it
 * needs no server.
 *
 * <p>Each path is made from bytes when it is asked for, as a server makes it from what it has just read: paths that were made
 * beforehand would lie far away in memory, and fetching them is no part of the lookup. What making a path and taking it apart
 * costs is in all figures, and stands beside them.
 */
public final class RouteLookup {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of a round, as many as there are routes, which lie where other tables and their garbage have left them. */
    private static final int FIRST_LOOKUPS = 10_000;
    /** Of a round, behind the first ones: each route is asked for about ten times. */
    private static final int LOOKUPS = 100_000;

    private static final int WARMING = 4;
    private static final int ROUNDS = 11;
    /** The number of the first route, so that all have as many digits. */
    private static final int FIRST_NUMBER = 10_000;

    private final String name;
    private final int step;
    private final int asked;
    private final RouteTable<Integer> table = new RouteTable<>();
    private final byte[] beginning;
    private final byte[] end;
    private final byte[] buffer = new byte[64];
    private final double[] first = new double[ROUNDS];
    private final double[] nanos = new double[ROUNDS];
    private final double[] pathsAlone = new double[ROUNDS];

    /** So many routes of one kind, and paths that are spread evenly over so many of them; # is the number of the route. */
    private RouteLookup(String name, int routes, int asked, String route, String path) {
        this.name = name;
        this.asked = asked;
        this.step = routes / asked;
        for (int i = 0; i < routes; i++) {
            String text = route.replace("#", String.valueOf(FIRST_NUMBER + i));
            if (!table.add(RouteTemplate.parse(text), i).isEmpty()) {
                throw new IllegalStateException("The routes of " + name + " overlap.");
            }
        }
        int number = path.indexOf('#');
        beginning = path.substring(0, number).getBytes(StandardCharsets.US_ASCII);
        end = path.substring(number + 1).concat("/").getBytes(StandardCharsets.US_ASCII);
    }

    /** A path of this route with another number as its last segment. */
    private String path(int route, int last) {
        int length = write(last, write(end, write(FIRST_NUMBER + route, write(beginning, 0))));
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int write(byte[] part, int at) {
        System.arraycopy(part, 0, buffer, at, part.length);
        return at + part.length;
    }

    private int write(int number, int at) {
        int rest = number;
        for (int i = at + 4; i >= at; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + 5;
    }

    /** Looks so many paths up and returns how many were found. */
    private int lookUp(int times) {
        SplittableRandom random = new SplittableRandom(17);
        int found = 0;
        for (int i = 0; i < times; i++) {
            String path = path(random.nextInt(asked) * step, i);
            found += RequestPath.segments(path).flatMap(table::find).isPresent() ? 1 : 0;
        }
        return found;
    }

    /** Does all of that but the lookup, and returns how many paths could be taken apart. */
    private int takeApart(int times) {
        SplittableRandom random = new SplittableRandom(17);
        int paths = 0;
        for (int i = 0; i < times; i++) {
            String path = path(random.nextInt(asked) * step, i);
            paths += RequestPath.segments(path).isPresent() ? 1 : 0;
        }
        return paths;
    }

    private void measure(int round) {
        double cold = nanos(this::lookUp, FIRST_LOOKUPS);
        double warm = nanos(this::lookUp, LOOKUPS);
        double alone = nanos(this::takeApart, LOOKUPS);
        if (round >= 0) {
            first[round] = cold;
            nanos[round] = warm;
            pathsAlone[round] = alone;
        }
    }

    /** How much of this thread's time it takes each time, whatever else runs on the machine. */
    private double nanos(IntUnaryOperator work, int times) {
        long begin = THREADS.getCurrentThreadCpuTime();
        int found = work.applyAsInt(times);
        double nanos = (THREADS.getCurrentThreadCpuTime() - begin) / (double) times;
        if (found != times && found != 0) {
            throw new IllegalStateException(name + ": " + found + " of " + times + " were found.");
        }
        return nanos;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The same kind with few routes and with many. */
    private static List<RouteLookup> kind(String name, String route, String path) {
        return List.of(
                new RouteLookup(name, FEW, FEW, route, path),
                new RouteLookup(name, MANY, FEW, route, path),
                new RouteLookup(name, MANY, MANY, route, path));
    }

    /** Measures in turn and writes one line for each kind. */
    public static void main(String[] arguments) {
        List<List<RouteLookup>> kinds = List.of(
                kind("text and a variable", "/shop#/item/{id}", "/shop#/item"),
                kind("variables around a text", "/{a}/to#/{b}", "/from/to#"),
                kind("patterns by their beginning", "/list-#-*/{id}", "/list-#-x"),
                kind("patterns by their end", "/*.t#/{id}", "/file.t#"),
                kind("all below a text", "/files#/**", "/files#/a/b"),
                kind("no route fits", "/shop#/item/{id}", "/shop#/other"));
        for (int round = -WARMING; round < ROUNDS; round++) {
            for (List<RouteLookup> kind : kinds) {
                for (RouteLookup lookup : kind) {
                    lookup.measure(round);
                }
            }
        }
        StringBuilder report = new StringBuilder(Machine.description() + "\n\n"
                + "| routes | ns of the path alone | ns among 10 | ns among 10,000, ten asked for | factor"
                + " | ns among 10,000, all asked for | factor | the same, after other work | factor |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (List<RouteLookup> kind : kinds) {
            RouteLookup all = kind.get(2);
            double few = median(kind.get(0).nanos);
            report.append(
                    String.format(Locale.ROOT, "| %s | %.0f | %.0f", all.name, median(kind.get(0).pathsAlone), few));
            for (double[] many : List.of(kind.get(1).nanos, all.nanos, all.first)) {
                report.append(String.format(Locale.ROOT, " | %.0f | %.2f", median(many), median(many) / few));
            }
            report.append(" |\n");
        }
        System.out.print(report);
    }
}
