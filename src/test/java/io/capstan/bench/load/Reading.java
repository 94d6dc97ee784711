package io.capstan.bench.load;

/**
 * What one run showed.
 *
 * @param perSecond messages that arrived in a second
 * @param serverMicros CPU time of the server for each of them
 * @param clientMicros CPU time of the load generator for each of them
 * @param otherCores how many cores were busy with neither of them: what disturbed the run
 * @param medianMicros latency, half of them took less
 * @param p99Micros latency, one in a hundred took longer
 */
public record Reading(
        double perSecond,
        double serverMicros,
        double clientMicros,
        double otherCores,
        double medianMicros,
        double p99Micros) {}
