package io.capstan.http;

import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.wire.OutboxOptions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What waits until its client fetches it: bounded as an outbox is, and with its policies, by which events may be dropped, but
 * not what answers a request. Guarded by itself.
 */
final class Letterbox {
    /** What is fetched at once is not more, unless it is one message. */
    private static final int LARGEST_BATCH = 256 << 10;

    private final OutboxOptions limits;
    private final boolean batched;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private long bytes;

    /** A message as it leaves. */
    private record Letter(byte[] text, boolean event) {}

    /** What became of a message. */
    enum Verdict {
        TAKEN,
        /** It waits, and an older one does not any more. */
        TAKEN_FOR_ANOTHER,
        DROPPED,
        FULL
    }

    /** @param batched whether several messages can be fetched at once */
    Letterbox(OutboxOptions limits, boolean batched) {
        this.limits = limits;
        this.batched = batched;
    }

    /** Puts a message in. */
    synchronized Verdict add(byte[] text, boolean event) {
        Verdict verdict = Verdict.TAKEN;
        if (!fits(text) && limits.policy() == OverflowPolicy.DROP_OLDEST && text.length <= limits.bytes()) {
            dropEvents(text);
            verdict = Verdict.TAKEN_FOR_ANOTHER;
        }
        if (fits(text)) {
            waiting.add(new Letter(text, event));
            bytes += text.length;
            return verdict;
        }
        boolean drops = limits.policy() == OverflowPolicy.DROP_OLDEST || limits.policy() == OverflowPolicy.DROP_NEWEST;
        return drops && event ? Verdict.DROPPED : Verdict.FULL;
    }

    private boolean fits(byte[] text) {
        return waiting.size() < limits.messages() && bytes + text.length <= limits.bytes();
    }

    private void dropEvents(byte[] text) {
        for (Iterator<Letter> oldest = waiting.iterator(); oldest.hasNext() && !fits(text); ) {
            Letter letter = oldest.next();
            if (letter.event()) {
                oldest.remove();
                bytes -= letter.text().length;
            }
        }
    }

    /** Takes out what is fetched next; {@code null} if nothing waits. */
    synchronized byte @Nullable [] take() {
        Letter first = waiting.poll();
        if (first == null) {
            return null;
        }
        bytes -= first.text().length;
        if (!batched || waiting.isEmpty()) {
            return first.text();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first.text());
        for (Letter next = waiting.peek();
                next != null && all.size() + next.text().length <= LARGEST_BATCH;
                next = waiting.peek()) {
            all.writeBytes(next.text());
            bytes -= next.text().length;
            waiting.remove();
        }
        return all.toByteArray();
    }

    /** Puts back what could not be brought. */
    synchronized void putBack(byte[] text) {
        waiting.addFirst(new Letter(text, false));
        bytes += text.length;
    }

    /** Whether nothing waits. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
