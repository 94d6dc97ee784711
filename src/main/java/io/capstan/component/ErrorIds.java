package io.capstan.component;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names for errors, by which a line of the log is found that belongs to what a client was told. */
final class ErrorIds {
    private ErrorIds() {}

    /** Twelve hexadecimal digits. They say nothing, and are no secret. */
    static String next() {
        return String.format(Locale.ROOT, "%012x", ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL);
    }
}
