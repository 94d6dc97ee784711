package io.capstan.bench;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A figure over the rounds.
 *
 * @param least the smallest
 * @param median the one in the middle
 * @param most the largest
 */
record Spread(double least, double median, double most) {

    /** Nothing, if there is no figure. */
    static Optional<Spread> of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Optional.of(new Spread(sorted[0], median, sorted[sorted.length - 1]));
    }
}
