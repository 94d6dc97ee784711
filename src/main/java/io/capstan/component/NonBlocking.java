package io.capstan.component;

import io.capstan.Connection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A component of the framework that handles some messages in next to no time, and without calling anybody else's code. It may
 * do so on the thread of the engine that has read them, and so spares them the way to another thread; which ones these are it
 * finds out by looking at them.
 *
 * <p>Where it runs there is no request context, no caller to be injected, and no class loader of the application. Not for
 * components of applications: what blocks here stops all connections that the thread serves.
 */
public interface NonBlocking {
    /**
     * Begins to handle a text message. Never blocks.
     *
     * @return what is left to be done by a thread that may block, with the surroundings of a handler; {@code null} if it is done
     */
    @Nullable
    Runnable begin(Connection connection, String text);

    /** Begins to handle a binary message, as {@link #begin(Connection, String)}. */
    @Nullable
    Runnable begin(Connection connection, ByteBuffer binary);
}
