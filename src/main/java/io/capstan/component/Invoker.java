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
 * @param parallelism how handlers of one connection run beside each other
 * @param lifecycle what goes with the beginning and the end of a connection
 */
public record Invoker(
        Contexts contexts,
        Executor executor,
        Executor lanes,
        Berths berths,
        OnError onError,
        Parallelism parallelism,
        Lifecycle lifecycle) {
    private static final System.Logger LOG = System.getLogger(Invoker.class.getName());

    /** One that runs concurrent handlers where everything else runs, in an application without events. */
    Invoker(Contexts contexts, Executor executor, OnError onError) {
        this(
                contexts,
                executor,
                executor,
                new Berths(Integer.MAX_VALUE),
                onError,
                new Parallelism(executor, 16),
                new Lifecycle());
    }

    /** This one, which runs elsewhere what must not run on the thread that noticed it. */
    public Invoker on(Executor other) {
        return new Invoker(contexts, other, lanes, berths, onError, parallelism, lifecycle);
    }

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

        /** What the application makes of an error for the client; the error itself if nothing. */
        default Throwable translate(Throwable error) {
            return ExceptionMappers.NONE.translate(error);
        }

        /** A call has failed by a fault of the component. It has been logged. */
        default void failed(Throwable error) {}
    }

    /** Calls; whatever comes of it, it comes to {@link #fail}. Returns whether all went well. */
    boolean call(Component component, Connection connection, RequestContexts.Call call) {
        try {
            run(connection, call);
            return true;
        } catch (Throwable error) {
            fail(component, connection, error);
            return false;
        }
    }

    /** A call has failed: the component is told, and the connection has to bear the consequences. */
    void fail(Component component, Connection connection, Throwable thrown) {
        Throwable cause = RequestFailedException.cause(thrown);
        Failure failure = Failure.of(
                contexts.translate(cause), RequestFailedException.request(thrown), component.type(), onError);
        failed(component, connection, failure, cause);
        component
                .handlers()
                .answer()
                .ifPresentOrElse(answer -> answer.tell(connection, failure), () -> end(connection, failure));
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
                fail(component, connection, error);
                connection.close(
                        CloseCode.INTERNAL_ERROR, Failure.FAILED); // nobody listens any more, whatever is configured
            } else {
                LOG.log(Level.DEBUG, () -> component.type().getName() + " ended with " + connection, error);
            }
        }
    }

    /** Tells the component of an error. */
    private void failed(Component component, Connection connection, Failure failure, Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        switch (failure.kind()) {
            case INTERNAL -> {
                String where = component.type().getName() + " failed on " + connection + ", error " + failure.id();
                LOG.log(Level.WARNING, where, cause);
                contexts.failed(cause);
            }
            case NOT_ALLOWED, INVALID ->
                LOG.log(
                        Level.DEBUG,
                        () -> component.type().getName() + " on " + connection + ": " + cause.getMessage());
            case FOR_CLIENT -> {}
        }
        tell(component, connection, cause);
    }

    /** Tells the component of an error that is not its own. */
    void tell(Component component, Connection connection, Throwable error) {
        component.handlers().error().ifPresent(handler -> {
            try {
                run(connection, () -> Replies.message(handler.body().call(component.bean(), connection, error))
                        .ifPresent(connection::send));
            } catch (Throwable inOnError) {
                LOG.log(Level.WARNING, component.type().getName() + ".onError failed on " + connection, inOnError);
                contexts.failed(inOnError);
            }
        });
    }

    /** The same, which handles each message on the thread that brings it: for those who count the threads themselves. */
    public Invoker here() {
        return new Invoker(contexts, executor, lanes, new Berths(Integer.MAX_VALUE), onError, parallelism, lifecycle);
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

    private static void end(Connection connection, Failure failure) {
        if (failure.closing() || failure.kind() == Failure.Kind.FOR_CLIENT) {
            connection.close(failure.closeCode(), failure.text());
        }
    }
}
