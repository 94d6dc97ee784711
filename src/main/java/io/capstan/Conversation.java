package io.capstan;

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
}
