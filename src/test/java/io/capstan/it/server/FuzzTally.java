package io.capstan.it.server;

import io.capstan.CloseCode;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;

/** How connections ended that had sent broken frames, and that they ended rightly. Thread-safe. */
final class FuzzTally {
    /** Goodbye, a violation of WAMP, text that is none, a frame that is too large, and somebody who reads too slowly. */
    private static final Set<Integer> ALLOWED = Set.of(1000, 1002, 1007, 1009, 1013);

    private static final Logger LOG = Logger.getLogger(FuzzTally.class.getName());

    /** After so many frames the log says how far it is. */
    private static final int STEP = 100_000;

    private final LongAdder frames = new LongAdder();
    private final AtomicLong nextStep = new AtomicLong(STEP);
    private final Map<String, Integer> ends = new ConcurrentSkipListMap<>();

    /** The server has handled some more frames. */
    void handled(int some) {
        frames.add(some);
        long step = nextStep.get();
        if (frames.sum() >= step && nextStep.compareAndSet(step, step + STEP)) {
            LOG.info(() -> step + " frames; ends of connections: " + ends);
        }
    }

    /**
     * The server has closed.
     *
     * @param code of the close frame
     * @param last the message that came before: its kind, or the reason of an ABORT
     * @param sent what had been sent
     */
    void closed(int code, String last, Object sent) {
        boolean explained = code != CloseCode.PROTOCOL_ERROR.code() || last.equals("wamp.error.protocol_violation");
        if (!ALLOWED.contains(code) || !explained) {
            throw new AssertionError("Closed with " + code + " behind '" + last + "' for\n" + sent);
        }
        ends.merge(code + " " + last, 1, Integer::sum);
    }

    /** The connection ended without a close frame, as it does where more was sent than was read of it. */
    void cut(UncheckedIOException cause, String last, Object sent) {
        if (cause.getCause() instanceof SocketTimeoutException) {
            throw new AssertionError("Nothing came behind '" + last + "' for\n" + sent, cause);
        }
        ends.merge("cut " + cause.getMessage(), 1, Integer::sum);
    }

    /** How many connections have ended. */
    int ended() {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return ends.toString();
    }
}
