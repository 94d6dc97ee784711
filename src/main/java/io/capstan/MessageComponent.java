package io.capstan;

import java.nio.ByteBuffer;

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

    /** Called once per connection, before any message of it. */
    default void onOpen(Connection connection) throws Exception {}

    /** Called for each text message, which is complete. */
    default void onMessage(Connection connection, String text) throws Exception {}

    /** Called for each binary message, which is complete. The buffer is the component's own. */
    default void onMessage(Connection connection, ByteBuffer binary) throws Exception {}

    /** Called exactly once for each connection that was opened, however it ended; also when {@link #onOpen} threw. */
    default void onClose(Connection connection, CloseInfo close) throws Exception {}

    /**
     * Called with what another callback threw, or with what the transport reported. What this method itself throws is
     * logged and changes nothing.
     */
    default void onError(Connection connection, Throwable error) throws Exception {}
}
