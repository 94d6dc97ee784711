package io.capstan.endpoint;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;

/** Hears from the server what becomes of HTTP sessions. */
final class SessionListener implements HttpSessionListener, HttpSessionIdListener {
    private volatile @Nullable Runtime runtime;

    /** Until then nobody has a connection. */
    void install(Runtime started) {
        runtime = started;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Runtime running = runtime;
        if (running != null && !running.isStopping()) { // else its connections are told that the server goes away
            running.httpSessions().ended(event.getSession().getId());
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        Runtime running = runtime;
        if (running != null) {
            running.httpSessions().renamed(oldSessionId, event.getSession().getId());
        }
    }
}
