package io.capstan.wire;

import io.capstan.Delivery;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A message on its way out as a stream: takes one part from its source, has it written, and only then the next. The
 * source is read on a thread that may block, and no thread waits for a client that reads slowly.
 */
final class OutgoingStream {
    private static final System.Logger LOG = System.getLogger(OutgoingStream.class.getName());

    private final Source source;
    private final Executor executor;
    private final Outbox outbox;
    private final CompletableFuture<Delivery> result = new CompletableFuture<>();

    /**
     * A stream.
     *
     * @param source closed when the result is known
     * @param executor runs what may block
     */
    OutgoingStream(Source source, Executor executor, Outbox outbox) {
        this.source = source;
        this.executor = executor;
        this.outbox = outbox;
        result.whenComplete((delivery, error) -> close());
    }

    /** What becomes of the message. */
    CompletableFuture<Delivery> result() {
        return result;
    }

    /** Its turn has come, or the last part has been written: takes the next one. Returns at once. */
    void proceed() {
        try {
            executor.execute(this::step);
        } catch (RejectedExecutionException full) {
            outbox.sourceFailed(this, full);
        }
    }

    private void step() {
        Fragment part;
        try {
            part = source.next();
        } catch (Throwable error) { // whatever comes out of the application's source
            outbox.sourceFailed(this, error);
            return;
        }
        outbox.write(this, part);
    }

    private void close() {
        try {
            source.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the source of a stream was not closed", e);
        }
    }
}
