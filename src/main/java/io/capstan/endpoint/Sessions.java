package io.capstan.endpoint;

import io.capstan.gate.Passage;
import io.capstan.wire.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What can be done with a session beside what the Jakarta API offers. */
final class Sessions {
    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    /** Undertow's sessions have a public method that drops the connection. */
    private static final ClassValue<Optional<Method>> FORCE_CLOSE = method("forceClose");

    /** Undertow's sessions have a public method that returns the executor which runs the callbacks in their order. */
    private static final ClassValue<Optional<Method>> EXECUTOR = method("getExecutor");

    /** Undertow's sessions have a public method that returns what it calls the connection. */
    private static final ClassValue<Optional<Method>> CHANNEL = method("getWebSocketChannel");

    private static final Transport FORCED = Sessions::forceClose;

    private Sessions() {}

    /** Finds a public method without parameters, once for each class. */
    private static ClassValue<Optional<Method>> method(String name) {
        return new ClassValue<>() {
            @Override
            protected Optional<Method> computeValue(Class<?> type) {
                try {
                    return Optional.of(type.getMethod(name));
                } catch (NoSuchMethodException | LinkageError absent) {
                    return Optional.empty();
                }
            }
        };
    }

    /**
     * What runs a task behind the messages that the engine has read but not delivered yet. Undertow reads on one thread,
     * delivers on others, and reports the end of a connection from the first; other engines do all on one.
     */
    static Executor executor(Session session) {
        return ask(EXECUTOR, session).map(Executor.class::cast).orElse(Runnable::run);
    }

    /** What Undertow itself calls the connection. */
    static Optional<Object> channel(Session session) {
        return ask(CHANNEL, session);
    }

    private static Optional<Object> ask(ClassValue<Optional<Method>> known, Session session) {
        Optional<Method> method = known.get(session.getClass());
        if (method.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(method.get().invoke(session));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> method.get() + " is out of reach", e);
            return Optional.empty();
        }
    }

    /** Closes a session that did not come through the gate. */
    static void refuse(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "Not through the gate"));
        } catch (IOException gone) {
            // there is nothing to refuse any more
        }
    }

    /** What drops the TCP connection of a session, where the engine has a way to do so. */
    static Transport transport(Passage passage) {
        return passage.transport().orElse(FORCED);
    }

    private static void forceClose(Session session) throws IOException {
        Optional<Method> method = FORCE_CLOSE.get(session.getClass());
        if (method.isPresent()) {
            try {
                method.get().invoke(session);
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new IOException("The engine could not drop the connection.", e);
            }
        }
    }
}
