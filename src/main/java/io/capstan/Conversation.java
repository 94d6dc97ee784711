package io.capstan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A component in the conversation style: it reads the messages of a connection in a loop, on a thread of its own. Mount
 * the bean with {@link Route}.
 *
 * <p><b>Threads.</b> Each connection has its own call of {@link #converse}, and its own thread for it: a virtual one where
 * the JDK has them (21 and later), a managed one of the server elsewhere, of which there are at most
 * {@code capstan.threads.conversations}; a client for whom none is left is closed with 1013.
 *
 * <p><b>Contexts.</b> One request context is active during the whole conversation, with the caller of the connection.
 * What is to begin anew with each message, a transaction above all, is a method of another bean.
 *
 * <p><b>Errors.</b> What it throws closes the connection with 1011 "Internal server error"; a {@link ClientException}
 * with its own code and text.
 */
@FunctionalInterface
public interface Conversation {

    /**
     * Talks to a client. When it returns, the connection is closed with 1000, behind all that was sent.
     *
     * <p>It ought to end when {@link Messages#receive()} tells that there will be no more. When the application stops, the
     * thread is interrupted if it has not ended within {@code capstan.shutdown.timeout}.
     */
    void converse(Connection client, Messages messages) throws Exception;

    /**
     * What a client says in a {@link Conversation}: {@link Message.Text} or {@link Message.Binary}, in order.
     *
     * <p>A bounded amount waits here ({@code capstan.inbox.bytes}); a client that says more is not listened to until it is
     * taken. What came before the end of the connection can still be received after it, unless this side has closed. All
     * methods may be called from any thread.
     */
    interface Messages extends Iterable<Message> {

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
}
