package io.capstan.wamp.dealer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a call is canceled. */
enum CancelMode {
    /** The callee goes on, and nobody listens. */
    SKIP,
    /** The callee is interrupted, and the caller gets what it answers to that. */
    KILL,
    /** The callee is interrupted, and nobody listens any more. */
    KILLNOWAIT;

    static Optional<CancelMode> named(String name) {
        return Stream.of(values()).filter(mode -> mode.text().equals(name)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
