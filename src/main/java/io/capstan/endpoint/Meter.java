package io.capstan.endpoint;

/**
 * How much one connection may send in a second: two buckets that hold what may come in one second and refill steadily, one
 * for messages, one for bytes. A message with more bytes than a bucket holds passes when that is full, and is paid off
 * afterwards. Thread-safe.
 */
final class Meter {
    private static final long SECOND = 1_000_000_000L;

    private final long costOfMessage;
    private final int bytesPerSecond;

    /** When what was let through will have been paid for, as the clock counts. */
    private long messagesPaid;

    private long bytesPaid;

    /** A meter with full buckets; a rate of 0 means any number. */
    Meter(int perSecond, int bytesPerSecond, long now) {
        this.costOfMessage = perSecond == 0 ? 0 : SECOND / perSecond;
        this.bytesPerSecond = bytesPerSecond;
        this.messagesPaid = now;
        this.bytesPaid = now;
    }

    /** Whether it has to know how many bytes a message has. */
    boolean countsBytes() {
        return bytesPerSecond > 0;
    }

    /** Lets a message through and counts it, which is the answer 0; or tells for how many nanoseconds it has to wait. */
    synchronized long admit(int bytes, long now) {
        long owedForMessages = Math.max(0, messagesPaid - now);
        long owedForBytes = Math.max(0, bytesPaid - now);
        long costOfBytes = bytesPerSecond == 0 ? 0 : bytes * SECOND / bytesPerSecond;
        long wait = Math.max(wait(owedForMessages, costOfMessage), wait(owedForBytes, costOfBytes));
        if (wait <= 0) {
            messagesPaid = now + owedForMessages + costOfMessage;
            bytesPaid = now + owedForBytes + costOfBytes;
        }
        return Math.max(0, wait);
    }

    /**
     * Counts what has come already, a part of a message, and tells for how many nanoseconds nothing more should come.
     *
     * @param first whether it is the first part of its message
     */
    synchronized long charge(boolean first, int bytes, long now) {
        messagesPaid = now + Math.max(0, messagesPaid - now) + (first ? costOfMessage : 0);
        bytesPaid = now + Math.max(0, bytesPaid - now) + (bytesPerSecond == 0 ? 0 : bytes * SECOND / bytesPerSecond);
        return Math.max(0, Math.max(messagesPaid - now, bytesPaid - now) - SECOND);
    }

    private static long wait(long owed, long cost) {
        return owed + Math.min(cost, SECOND) - SECOND;
    }
}
