package io.capstan.wire;

import io.capstan.Connection;
import java.time.Instant;
import java.util.Optional;

/** What has gone over a connection, as those have counted it who look after each half of it. */
final class Traffic {
    private Traffic() {}

    /** What went out. */
    record Out(long messages, long bytes, long last) {}

    /** What came in. */
    record In(long messages, long bytes, long last, long pings, long answered, int unanswered) {

        /** Both together; {@code now} is the time of the clock by which both have said when. */
        Connection.Stats with(Out out, long now, boolean compressed) {
            boolean heard = bytes > 0 || messages > 0 || answered > 0;
            return new Connection.Stats(
                    messages,
                    bytes,
                    out.messages(),
                    out.bytes(),
                    pings,
                    answered,
                    unanswered,
                    heard ? Optional.of(instant(last, now)) : Optional.empty(),
                    out.messages() > 0 ? Optional.of(instant(out.last(), now)) : Optional.empty(),
                    compressed);
        }

        private static Instant instant(long time, long now) {
            return Instant.now().minusNanos(now - time);
        }
    }
}
