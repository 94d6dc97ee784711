package io.capstan.channel;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Where channels are kept that outlive the server. It has no more than the histories in memory have: what a channel gives up
 * there, is given up here too. Used by one thread at a time, which may block; nobody who publishes waits for it.
 */
public interface HistoryStore extends AutoCloseable {

    /**
     * One life of a channel.
     *
     * @param number which one it is, of all lives of all channels
     * @param name of the channel
     * @param epoch what the positions of this life have in common
     * @param newest the offset of its newest publication, which need not be kept any more
     * @param lastLeft when somebody left, in milliseconds since 1970; long ago if nobody ever has
     * @param changed when something of this was last changed, in milliseconds since 1970
     */
    record Life(long number, String name, String epoch, long newest, long lastLeft, long changed) {}

    /**
     * A publication.
     *
     * @param serial counts from 1 what its channel has kept in this life, without a gap
     * @param offset its place; 0 if it has none
     * @param time when it was published, in milliseconds since 1970
     * @param body what was published, in the form of this room
     */
    record Item(long serial, long offset, long time, byte[] body) {}

    /**
     * What has become of a life.
     *
     * @param life as it is now
     * @param oldest the serial of the oldest publication that is kept; those before it are given up
     * @param added what is kept since the last change, oldest first
     * @param ended whether it is over, and nothing of it is kept
     */
    record Change(Life life, long oldest, List<Item> added, boolean ended) {}

    /** Somebody else has the store by now: it is never written to again. */
    final class LostException extends IOException {
        private static final long serialVersionUID = 1L;

        /** With what is known of it. */
        public LostException(String message) {
            super(message);
        }
    }

    /** Whether it was {@link #seal sealed} when it was opened, so that all that was published is in it. */
    boolean wasSealed();

    /** Tells of all lives and of what is kept of them, oldest first, those lives first that were changed least recently. */
    void read(BiConsumer<Life, List<Item>> reader) throws IOException;

    /**
     * Writes all of these changes, or none. What was written before is not written twice, also where it is not known whether
     * a call that failed has written. Without any change, the store stays in the hands of this server.
     */
    void write(List<Change> changes) throws IOException;

    /** Nothing comes behind: whoever opens it next may rely on it. */
    void seal() throws IOException;

    /** Lets go of it. */
    @Override
    void close();
}
