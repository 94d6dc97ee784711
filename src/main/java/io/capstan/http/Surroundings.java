package io.capstan.http;

import io.capstan.component.RequestContexts;
import io.capstan.wamp.session.Router;
import io.capstan.wire.Heartbeat;
import io.capstan.wire.OutboxOptions;
import java.util.concurrent.Executor;

/**
 * What clients that poll find here.
 *
 * @param router where they find realms
 * @param outbox how much may wait for each of them
 * @param workers runs what may block
 * @param timer runs what does not, later
 * @param contexts what is active while an application is asked
 * @param classLoader that of the application
 */
record Surroundings(
        Router router,
        OutboxOptions outbox,
        Executor workers,
        Heartbeat timer,
        RequestContexts contexts,
        ClassLoader classLoader) {

    /** Runs a task that may ask beans of the application. */
    void inside(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            contexts.run(task::run);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
