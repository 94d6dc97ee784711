package io.capstan.component;

import io.capstan.ConnectionLimits;
import io.capstan.OutboxLimits;
import io.capstan.settings.Durations;
import java.util.function.Consumer;

/** What can be wrong with the limits that a component names. */
final class LimitAnnotations {
    private LimitAnnotations() {}

    /** Reports each fault of a class in a sentence. */
    static void check(Class<?> type, Consumer<String> faults) {
        OutboxLimits outbox = type.getAnnotation(OutboxLimits.class);
        if (outbox != null) {
            check(type, outbox, faults);
        }
        ConnectionLimits limits = type.getAnnotation(ConnectionLimits.class);
        if (limits != null) {
            check(type, limits, faults);
        }
    }

    private static void check(Class<?> type, OutboxLimits limits, Consumer<String> faults) {
        if (limits.policy().length > 1) {
            faults.accept(
                    type.getName() + ": @OutboxLimits names " + limits.policy().length + " policies; allowed is one.");
        }
        if (limits.messages() < 0 || limits.bytes() < 0) {
            faults.accept(type.getName() + ": @OutboxLimits(messages = " + limits.messages() + ", bytes = "
                    + limits.bytes() + ") is negative; allowed is 0, for the configured default, or more.");
        }
    }

    private static void check(Class<?> type, ConnectionLimits limits, Consumer<String> faults) {
        String where = type.getName() + ": @ConnectionLimits(";
        if (limits.whenExceeded().length > 1) {
            faults.accept(where + "whenExceeded) names " + limits.whenExceeded().length + " answers; allowed is one.");
        }
        number(where + "messageBytes", limits.messageBytes(), 1 << 30, faults);
        number(where + "messagesPerSecond", limits.messagesPerSecond(), 1_000_000, faults);
        number(where + "bytesPerSecond", limits.bytesPerSecond(), 1 << 30, faults);
        number(where + "inFlight", limits.inFlight(), 1_000_000, faults);
        duration(where + "maxIdle", limits.maxIdle(), faults);
        duration(where + "maxDuration", limits.maxDuration(), faults);
    }

    private static void number(String where, int value, int most, Consumer<String> faults) {
        if (value < 0 || value > most) {
            faults.accept(where + " = " + value + ") cannot be used; allowed is 1 to " + most
                    + ", or 0 for what is configured.");
        }
    }

    private static void duration(String where, String text, Consumer<String> faults) {
        boolean fits = text.isEmpty()
                || Durations.parse(text)
                        .filter(time -> !time.isNegative() && time.compareTo(Durations.LONGEST) <= 0)
                        .isPresent();
        if (!fits) {
            faults.accept(where + " = \"" + text + "\") is no length of time of at most "
                    + Durations.LONGEST.toDays() + " days; allowed is one as PT30M, 30m or 8h, 0 for never, or nothing"
                    + " for what is configured.");
        }
    }
}
