package io.capstan.wamp.bean;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.Procedure;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that a part of this application answers. It is told to stop by {@link #cancel}, from any thread. Thread-safe.
 */
final class BeanCall implements Procedure.CallContext {
    private final WampMessage.Invocation invocation;
    private final String procedure;
    private final Session caller;

    // Guarded by this.
    private boolean canceled;
    private boolean answered;
    private @Nullable Thread thread;
    private Runnable stop = () -> {};

    BeanCall(WampMessage.Invocation invocation, String procedure, Session caller) {
        this.invocation = invocation;
        this.procedure = Optional.ofNullable(invocation.details().members().get("procedure"))
                .map(Object::toString)
                .orElse(procedure);
        this.caller = caller;
    }

    WampMessage.Invocation invocation() {
        return invocation;
    }

    @Override
    public String procedure() {
        return procedure;
    }

    @Override
    public Caller caller() {
        return caller.identity().caller();
    }

    @Override
    public Optional<Connection> connection() {
        return caller.connection().map(Function.identity());
    }

    @Override
    public synchronized boolean isCanceled() {
        return canceled;
    }

    boolean wantsParts() {
        return Boolean.TRUE.equals(invocation.details().members().get("receive_progress"));
    }

    /** Nobody waits for it any more: what runs is interrupted. */
    void cancel() {
        Runnable stopping;
        synchronized (this) {
            canceled = true;
            stopping = stop;
            if (thread != null) {
                thread.interrupt();
            }
        }
        stopping.run();
    }

    /** What stops it, once it does not run on a thread of its own any more. */
    void stoppedBy(Runnable action) {
        boolean late;
        synchronized (this) {
            stop = action;
            late = canceled;
        }
        if (late) {
            action.run();
        }
    }

    /**
     * Runs on this thread, which is interrupted while it does and not afterwards.
     *
     * @return false, and it did not run, if nobody waits for it any more; somebody may wait for being told so
     */
    boolean run(Runnable task) {
        synchronized (this) {
            if (canceled) {
                return false;
            }
            thread = Thread.currentThread();
        }
        try {
            task.run();
        } finally {
            synchronized (this) {
                thread = null;
                if (canceled) {
                    Thread.interrupted(); // the thread is somebody else's next
                }
            }
        }
        return true;
    }

    /** Whether this is the first answer. */
    synchronized boolean answers() {
        boolean first = !answered;
        answered = true;
        return first;
    }

    synchronized boolean isAnswered() {
        return answered;
    }

    /** A part of the result. */
    static WampMessage.Yield part(long request, Arguments arguments) {
        return new WampMessage.Yield(request, Dict.of("progress", true), arguments);
    }
}
