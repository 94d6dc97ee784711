package io.capstan.component;

import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.Connection;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Calls components, and decides what a failed call means for the connection.
 *
 * @param contexts runs a call with its contexts active
 * @param executor runs what must not run on the thread that noticed it
 * @param lanes runs what may block for long, each task on a thread of its own, or rejects it
 * @param berths how many handlers may run on threads of the engine
 * @param onError what a failed call does to its connection
 */
public record Invoker(Contexts contexts, Executor executor, Executor lanes, Berths berths, OnError onError) {
    private static final System.Logger LOG = System.getLogger(Invoker.class.getName());
    /** All that a client learns. */
    private static final String FAILED = "Internal server error";

    /** What a failed call does to its connection: {@code capstan.component.on-error}. */
    public enum OnError {
        /** It is closed with 1011. */
        CLOSE,
        /** Nothing, but for a {@link ClientException}. */
        KEEP_OPEN
    }

    /** Runs a call with its contexts active. */
    @FunctionalInterface
    public interface Contexts {
        /** Runs the call; what it throws comes out. */
        void run(RequestContexts.Call call) throws Exception;
    }

    /** Calls as many handlers on threads of the engine as come. */
    public Invoker(Contexts contexts, Executor executor, OnError onError) {
        this(contexts, executor, executor, new Berths(Integer.MAX_VALUE), onError);
    }

    /** Calls; whatever comes of it, it comes to {@link #failed}. */
    void call(Component component, Connection connection, RequestContexts.Call call) {
        try {
            run(connection, call);
        } catch (Throwable error) {
            failed(component, connection, error);
            end(connection, error);
        }
    }

    /**
     * Runs a conversation, at whose end the connection ends too. One that fails when it is over already, since it was
     * interrupted or had nobody to talk to any more, is no fault.
     */
    void converse(Component component, Connection connection, RequestContexts.Call conversation) {
        try {
            run(connection, conversation);
            connection.close();
        } catch (Throwable error) {
            if (connection.isOpen()) {
                failed(component, connection, error);
                end(connection, error);
                connection.close(CloseCode.INTERNAL_ERROR, FAILED); // nobody listens any more, whatever is configured
            } else {
                LOG.log(Level.DEBUG, () -> component.type().getName() + " ended with " + connection, error);
            }
        }
    }

    /** Tells the component of an error. */
    void failed(Component component, Connection connection, Throwable error) {
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (error instanceof NotAllowedException || error instanceof BrokenMessageException) {
            LOG.log(Level.DEBUG, () -> component.type().getName() + " on " + connection + ": " + error.getMessage());
        } else if (!(error instanceof ClientException)) {
            LOG.log(Level.WARNING, component.type().getName() + " failed on " + connection, error);
        }
        tell(component, connection, error);
    }

    /** Tells the component of an error that is not its own. */
    void tell(Component component, Connection connection, Throwable error) {
        try {
            run(connection, () -> component.bean().onError(connection, error));
        } catch (Throwable inOnError) {
            LOG.log(Level.WARNING, component.type().getName() + ".onError failed on " + connection, inOnError);
        }
    }

    /** Runs something that a connection is about: with its contexts active, and its caller injectable. */
    public void run(Connection connection, RequestContexts.Call call) throws Exception {
        @Nullable Connection before = CurrentCaller.enter(connection);
        try {
            contexts.run(call);
        } finally {
            CurrentCaller.leave(before);
        }
    }

    private void end(Connection connection, Throwable error) {
        if (error instanceof ClientException forClient) {
            connection.close(forClient.code(), String.valueOf(forClient.getMessage()));
        } else if (onError == OnError.KEEP_OPEN) {
            return;
        } else if (error instanceof NotAllowedException || error instanceof BrokenMessageException) {
            connection.close(CloseCode.FORBIDDEN, "Not allowed");
        } else {
            connection.close(CloseCode.INTERNAL_ERROR, FAILED);
        }
    }
}
