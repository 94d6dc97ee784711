package io.capstan;

import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A component in the interface style: implement what you need, and mount the bean with {@link Route}.
 *
 * <p><b>Threads.</b> The callbacks of one connection run one at a time and in order, unless they are {@link Concurrent};
 * those of different connections run in parallel. A callback may block. In every callback the request context is active.
 *
 * <p><b>Errors.</b> Whatever a callback throws reaches {@link #onError} and then, by default, closes this one
 * connection with 1011 "Internal server error" ({@code capstan.component.on-error=keep-open} keeps it). The text of an
 * exception never reaches the client, unless it is a {@link ClientException}.
 *
 * <p><b>Kinds of messages.</b> A component that does not override the {@code onMessage} of a kind does not take that
 * kind: such a message closes the connection with 1003. A component that overrides nothing fails the deployment.
 */
public interface MessageComponent {

    /**
     * Called when the first connection of this component is opened while there is no other, before its
     * {@link #onOpen}; every other {@code onOpen} that comes meanwhile waits for it.
     *
     * <p>This method and {@link #onLastClose} take turns and never run at the same time. A component that overrides
     * neither pays nothing for them. If this one throws, {@link #onError} gets that, the connection closes without
     * {@code onOpen} and {@code onClose}, and for the next one this method is called anew.
     */
    default void onFirstOpen() throws Exception {}

    /** Called once per connection, before any message of it. */
    default void onOpen(Connection connection) throws Exception {}

    /** Called for each text message, which is complete. */
    default void onMessage(Connection connection, String text) throws Exception {}

    /** Called for each binary message, which is complete. The buffer is the component's own. */
    default void onMessage(Connection connection, ByteBuffer binary) throws Exception {}

    /**
     * Called for each text message when its first part has come: the reader gives the rest while it is coming, and ends
     * with the message. Override this or the one for a whole {@code String}.
     *
     * <p>It runs on a thread of its own, as a {@link Conversation} does. What is not read yet waits within
     * {@code capstan.inbox.bytes}, and then the client has to; so a message may be of any size, unless
     * {@code capstan.message.max-stream-bytes} says otherwise. When the connection ends within the message, reading throws
     * an {@link java.io.IOException}. What is left when the method returns is skipped.
     */
    default void onMessage(Connection connection, Reader text) throws Exception {}

    /** Called for each binary message when its first part has come. See {@link #onMessage(Connection, Reader)}. */
    default void onMessage(Connection connection, InputStream binary) throws Exception {}

    /** Called exactly once for each connection that was opened, however it ended; also when {@link #onOpen} threw. */
    default void onClose(Connection connection, CloseInfo close) throws Exception {}

    /**
     * Called when no connection of this component is left, behind the {@link #onClose} of the last one. An
     * {@code onOpen} that comes meanwhile waits for it, and for {@link #onFirstOpen} after it.
     */
    default void onLastClose() throws Exception {}

    /**
     * Called once when the application stops: nobody is let in any more, and all connections are still open, so that they
     * can be told. They are closed with 1001 when this method has returned and its stage is complete, or after
     * {@code capstan.shutdown.timeout} (10 s). All components are called at the same time, with the request context
     * active. What fails is logged.
     *
     * @return completes when the component is ready to stop
     */
    default CompletionStage<?> onShutdown() throws Exception {
        return CompletableFuture.completedStage(null);
    }

    /**
     * Called with what another callback threw, or with what the transport reported. What this method itself throws is
     * logged and changes nothing.
     */
    default void onError(Connection connection, Throwable error) throws Exception {}
}
