package io.capstan.bench;

import java.util.Locale;
import java.util.Optional;

/** How figures are written. */
final class Cells {

    private static final String NONE = "–";

    private Cells() {}

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The median. */
    static String figure(String format, Optional<Spread> spread) {
        return spread.map(its -> text(format, its.median())).orElse(NONE);
    }

    /** The median, and from the least to the most where they differ. */
    static String range(String format, Optional<Spread> spread) {
        return spread.map(its -> its.least() == its.most()
                        ? text(format, its.median())
                        : text(
                                "%s (%s to %s)",
                                text(format, its.median()), text(format, its.least()), text(format, its.most())))
                .orElse(NONE);
    }

    /** A ratio: the median stands out. */
    static String ratio(Optional<Spread> spread) {
        return range("%.2f", spread).replaceFirst("^([0-9.]+)", "**$1**");
    }
}
