package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.ConnectionLimits.Excess;
import io.capstan.wire.Intake;
import io.capstan.wire.WireConnection;

/**
 * Holds a client that sends messages which are read as streams to what it may send in a second. Each part is counted when
 * it comes; if that was too much, nothing more is read from the client until it is paid for.
 */
final class StreamRate {
    private final Meter meter;
    private final MessageOptions options;
    private final WireConnection connection;
    private final Intake intake;
    private final Timing timing;

    StreamRate(Meter meter, MessageOptions options, WireConnection connection, Intake intake, Timing timing) {
        this.meter = meter;
        this.options = options;
        this.connection = connection;
        this.intake = intake;
        this.timing = timing;
    }

    /**
     * Counts a part that came.
     *
     * @param first whether a message begins with it
     * @param bytes its length; of a text, the number of its characters
     * @return whether it may be passed on; otherwise the connection closes
     */
    boolean admits(boolean first, int bytes) {
        long wait = meter.charge(first, bytes, timing.now());
        if (wait == 0) {
            return true;
        }
        if (options.whenExceeded() == Excess.CLOSE) {
            connection.close(CloseCode.TOO_MANY_MESSAGES, options.describeRate());
            return false;
        }
        intake.pause();
        goOnAfter(timing.now() + wait);
        return true;
    }

    private void goOnAfter(long due) {
        long wait = Math.min(due - timing.now(), Timing.LONGEST_WAIT);
        timing.after(wait, early -> {
            connection.heard(); // a client that is not read is not heard otherwise
            if (early || connection.isClosing() || due - timing.now() <= 0) {
                intake.resume();
            } else {
                goOnAfter(due);
            }
        });
    }
}
