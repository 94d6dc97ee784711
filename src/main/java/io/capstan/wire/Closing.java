package io.capstan.wire;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.CloseInfo.Initiator;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How this side means to end a connection.
 *
 * @param reason short enough for a close frame
 * @param since when it began to, by the clock of the wires
 */
record Closing(int code, String reason, long since) {
    private static final int LONGEST_REASON = 123; // RFC 6455 §5.5: 125 bytes less the code

    /** A reason of the peer's is part of one line of a log. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    static Closing of(int code, String reason, long now) {
        return new Closing(code, Utf8.truncate(reason, LONGEST_REASON), now);
    }

    /**
     * How a connection has ended: what this side meant comes before what the engine made of it.
     *
     * @param seen what the engine says, {@code null} if it has said nothing
     * @param cause what is to blame if there was no close frame
     */
    static CloseInfo end(@Nullable Closing meant, @Nullable CloseInfo seen, Optional<Throwable> cause) {
        if (meant != null) {
            return new CloseInfo(meant.code, meant.reason, Initiator.SERVER, Instant.now(), cause);
        }
        return seen != null && seen.code() != CloseCode.ABNORMAL.code()
                ? seen
                : new CloseInfo(CloseCode.ABNORMAL.code(), "", Initiator.PEER, Instant.now(), cause);
    }

    /** An end for which the peer blames this side is worth a line in the log. */
    static Level severity(CloseInfo info) {
        boolean blamed =
                info.initiator() == Initiator.PEER && !info.isExpected() && info.code() != CloseCode.ABNORMAL.code();
        return blamed ? Level.INFO : Level.DEBUG;
    }

    /** The state of a connection, as the rest of a sentence on one line. */
    static String describe(@Nullable Closing meant, @Nullable CloseInfo ended) {
        String state = ended != null
                ? "ended with " + ended.code() + " " + ended.reason()
                : meant != null ? "is closing with " + meant.code + " " + meant.reason : "is open";
        return CONTROL.matcher(state.strip()).replaceAll(" ");
    }
}
