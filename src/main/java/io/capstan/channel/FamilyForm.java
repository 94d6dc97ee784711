package io.capstan.channel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a family of dialects writes what it has to say of a publication, for those that outlive the server: its own content, or what
 * it keeps beside the publication ({@link Payload#companion}). There is one bean of this type at most. Thread-safe.
 */
public interface FamilyForm {

    /**
     * As bytes.
     *
     * @param bytes what {@link #read} gets
     * @param whole whether they say all, so that what was published need not be kept beside them
     */
    record Written(byte[] bytes, boolean whole) {}

    /** Writes what there is to say of a publication. */
    Written write(Payload payload);

    /**
     * Reads it.
     *
     * @param plain what was published; {@code null} if the bytes say all
     * @throws IOException if they are not what was written
     */
    Payload read(byte[] bytes, @Nullable Payload plain) throws IOException;
}
