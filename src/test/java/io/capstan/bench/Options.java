package io.capstan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is measured and for how long. Each is a system property.
 *
 * @param hosts {@code bench.hosts}: of embedded, wildfly, payara and peers; all of them
 * @param wires {@code bench.wires}: values of {@code capstan.wire}, each of which is a contestant; auto
 * @param loads {@code bench.loads}: of echo, fanout, channel, groups, handshakes, stalled, crowd, wamp-calls,
 *     wamp-events, heap, subscriptions and start; all of them
 * @param rounds {@code bench.rounds}: each with fresh processes; 3
 * @param warmup {@code bench.warmup}: seconds of a load on a JVM that has not had one of its kind yet; 10
 * @param settle {@code bench.settle}: seconds of a load on what is warm; 2
 * @param time {@code bench.time}: seconds of measuring; 6
 * @param idle {@code bench.idle}: connections whose heap is measured; 5000
 * @param starts {@code bench.starts}: starts of the server jar; 5
 * @param report {@code bench.report}: where the report goes; {@code target/bench/report.md}
 */
record Options(
        Set<String> hosts,
        List<String> wires,
        Set<String> loads,
        int rounds,
        Duration warmup,
        Duration settle,
        Duration time,
        int idle,
        int starts,
        Path report) {

    private static final Set<String> HOSTS = Set.of("embedded", "wildfly", "payara", "peers");
    private static final Set<String> WIRES = Set.of("auto", "portable");
    private static final Set<String> LOADS = Set.of(
            "echo",
            "fanout",
            "channel",
            "action",
            "groups",
            "handshakes",
            "stalled",
            "crowd",
            "wamp-calls",
            "wamp-events",
            "heap",
            "subscriptions",
            "start");

    /** Loads that are measured of every contestant, whatever it can do else. */
    private static final Set<String> OF_ALL = Set.of("heap", "subscriptions", "start");

    static Options ofSystemProperties() {
        return new Options(
                Set.copyOf(chosen("bench.hosts", "embedded,wildfly,payara,peers", HOSTS)),
                chosen("bench.wires", "auto", WIRES),
                Set.copyOf(chosen("bench.loads", String.join(",", LOADS), LOADS)),
                Integer.getInteger("bench.rounds", 3),
                seconds("bench.warmup", 10),
                seconds("bench.settle", 2),
                seconds("bench.time", 6),
                Integer.getInteger("bench.idle", 5000),
                Integer.getInteger("bench.starts", 5),
                Path.of(System.getProperty("bench.report", "target/bench/report.md")));
    }

    /** Whether something is measured of every contestant, whatever loads it takes. */
    boolean wantsAll() {
        return loads.stream().anyMatch(OF_ALL::contains);
    }

    /** The {@code capstan.*} properties of this JVM, which are passed on to every Capstan. */
    static List<String> ofCapstan() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("capstan."))
                .sorted()
                .map(key -> "-D" + key + "=" + System.getProperty(key))
                .toList();
    }

    private static Duration seconds(String key, int fallback) {
        return Duration.ofSeconds(Integer.getInteger(key, fallback));
    }

    private static List<String> chosen(String key, String fallback, Set<String> allowed) {
        List<String> chosen = Arrays.stream(System.getProperty(key, fallback).split(","))
                .map(String::strip)
                .distinct()
                .toList();
        for (String each : chosen) {
            if (!allowed.contains(each)) {
                throw new IllegalArgumentException(key + " has '" + each + "'; allowed are " + new TreeSet<>(allowed));
            }
        }
        return chosen;
    }
}
