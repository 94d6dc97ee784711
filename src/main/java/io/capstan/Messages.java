package io.capstan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What a client says in a {@link Conversation}: {@link Message.Text} or {@link Message.Binary}, in order.
 *
 * <p>A bounded amount waits here ({@code capstan.inbox.bytes}); a client that says more is not listened to until it is
 * taken. What came before the end of the connection can still be received after it, unless this side has closed. All
 * methods may be called from any thread.
 */
public interface Messages extends Iterable<Message> {

    /**
     * Waits for the next message.
     *
     * @return empty when there will be none, since the connection has ended or is being closed
     */
    Optional<Message> receive() throws InterruptedException;

    /**
     * Waits for the next message, for so long.
     *
     * @throws TimeoutException if none came, and the connection is still open
     */
    Optional<Message> receive(Duration timeout) throws InterruptedException, TimeoutException;

    /**
     * Waits for the next message, which has to be text.
     *
     * @throws ClientException with 1003 if it is binary
     */
    default Optional<String> receiveText() throws InterruptedException {
        return receive().map(message -> {
            if (message instanceof Message.Text text) {
                return text.text();
            }
            throw new ClientException(CloseCode.UNSUPPORTED_DATA.code(), "No binary message is expected here");
        });
    }

    /**
     * Waits for the next message, which has to be binary.
     *
     * @throws ClientException with 1003 if it is text
     */
    default Optional<ByteBuffer> receiveBinary() throws InterruptedException {
        return receive().map(message -> {
            if (message instanceof Message.Binary binary) {
                return binary.bytes();
            }
            throw new ClientException(CloseCode.UNSUPPORTED_DATA.code(), "No text message is expected here");
        });
    }

    /** How the connection has ended, empty as long as it has not. */
    Optional<CloseInfo> end();

    /** All messages to come; the loop ends as {@link #receive()} does, or when the thread is interrupted. */
    @Override
    Iterator<Message> iterator();
}
