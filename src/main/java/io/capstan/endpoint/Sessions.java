package io.capstan.endpoint;

import io.capstan.gate.Passage;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;

/** What can be done with a session beside what the Jakarta API offers. */
final class Sessions {
    /** Undertow's sessions have a public method that drops the connection; found once for each class. */
    private static final ClassValue<Optional<Method>> FORCE_CLOSE = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            try {
                return Optional.of(type.getMethod("forceClose"));
            } catch (NoSuchMethodException | LinkageError absent) {
                return Optional.empty();
            }
        }
    };

    private Sessions() {}

    /** Closes a session that did not come through the gate. */
    static void refuse(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "Not through the gate"));
        } catch (IOException gone) {
            // there is nothing to refuse any more
        }
    }

    /** Drops the TCP connection of a session, where the engine has a way to do so. */
    static Closeable transport(Session session, Passage passage) {
        return () -> {
            if (!passage.drop()) {
                forceClose(session);
            }
        };
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
