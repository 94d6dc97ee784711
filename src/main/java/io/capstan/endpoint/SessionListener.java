package io.capstan.endpoint;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hears from the server what becomes of HTTP sessions. */
final class SessionListener implements HttpSessionListener, HttpSessionIdListener {
    /** Engines end all sessions of an application that is undeployed before they tell anybody else of that. */
    private static final Set<String> STOPS = Set.of(
            "io.undertow.servlet.core.DeploymentManagerImpl.stop", "org.apache.catalina.core.StandardContext.stop");

    private volatile @Nullable Runtime runtime;

    /** Until then nobody has a connection. */
    void install(Runtime started) {
        runtime = started;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Runtime running = runtime;
        if (running != null && !running.isStopping() && !isUndeployment()) { // else they are told 1001, soon
            running.httpSessions().ended(event.getSession().getId());
        }
    }

    private static boolean isUndeployment() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> STOPS.contains(frame.getClassName() + "." + frame.getMethodName())));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        Runtime running = runtime;
        if (running != null) {
            running.httpSessions().renamed(oldSessionId, event.getSession().getId());
        }
    }
}
