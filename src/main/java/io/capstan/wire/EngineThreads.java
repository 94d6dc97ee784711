package io.capstan.wire;

import jakarta.websocket.Session;

/**
 * For calls after which an engine may start a thread. A thread has the context class loader of the one that starts it:
 * were that the application's, the engine's pool would keep the application in memory after its end.
 */
public final class EngineThreads {
    private EngineThreads() {}

    /** Runs a task with the class loader of the session's engine in place. */
    public static void as(Session session, Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(session.getClass().getClassLoader());
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
