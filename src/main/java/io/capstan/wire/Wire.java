package io.capstan.wire;

import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of one connection, as its engine offers it.
 *
 * <p>The outbox calls {@link #write} from any thread, but never again before the last write is complete. {@link #ping}
 * and {@link #abort} may come from other threads at any time. No method blocks, but for what
 * {@link #write} says.
 */
public interface Wire {

    /** How the outbox learns that a write is complete. */
    @FunctionalInterface
    interface Completion {
        /**
         * Called once, from any thread, which may hold locks of the engine: what there is to do is handed to another.
         *
         * @param error why it failed, {@code null} if it did not
         */
        void complete(@Nullable Throwable error);
    }

    /** A short name for logs and metrics: {@code portable}. */
    String name();

    /** Whether a batch may have more than one message. */
    boolean joins();

    /**
     * Writes. A {@link Fragment} comes on a thread that may block, everything else may not wait.
     *
     * @return whether the write is complete; if not, {@code completion} is called later, exactly once, and never from
     *     within this call
     * @throws IOException if the connection is broken; {@code completion} is not called then
     */
    boolean write(Batch batch, Completion completion) throws IOException;

    /**
     * Waits until the engine can take a close frame, all that was written having been passed on. Called once, when the
     * last write is complete, before {@link #close}.
     *
     * @return whether it can; if not, {@code completion} is called when it can
     * @throws IOException if the connection is broken; {@code completion} is not called then
     */
    default boolean flush(Completion completion) throws IOException {
        return true;
    }

    /** The largest message that the peer takes, in bytes, as far as it has said so. */
    default int largest() {
        return Integer.MAX_VALUE;
    }

    /** A message is larger than that, and so is not written. */
    default void omitted() {}

    /** Whether the peer is expected to answer pings, so that the heartbeat may go by them. */
    default boolean isPinged() {
        return true;
    }

    /** Sends a ping of at most 125 bytes. */
    void ping(ByteBuffer payload) throws IOException;

    /** Sends a close frame. Called once, when no write is under way. */
    void close(int code, String reason);

    /**
     * Runs an action when what the engine was given has left, the close frame too, or never will. An engine that tells
     * nothing about that has it run at once.
     */
    default void whenLeft(Runnable action) {
        action.run();
    }

    /**
     * permessage-deflate was agreed upon: from now on messages may leave compressed, and what comes in has to be inflated.
     * Called before anything was written or read, if at all.
     *
     * @param incoming turns what comes in into what the engine understands, where nobody before the engine does
     * @return whether the wire sees to it that what comes in is inflated
     */
    default boolean compress(Compression outgoing, FrameInflater incoming) {
        return false;
    }

    /**
     * What stops the incoming half of the same connection, where this wire has a way. Called once, when the connection is
     * opened, and after {@link #compress}.
     */
    default Optional<Intake> intake() {
        return Optional.empty();
    }

    /**
     * Has what comes in handed over by the thread that reads it, instead of by another one. Called once, when the connection is
     * opened, behind {@link #intake}, and before anything is read.
     *
     * @return whether it will be; if not, the engine delivers as it always does
     */
    default boolean deliver(Deliveries deliveries) {
        return false;
    }

    /** Drops the TCP connection where the engine can, without a handshake. Harmless when it is gone. */
    void abort();
}
