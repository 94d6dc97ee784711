package io.capstan.wire;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The context of the application that is being started: class loader, names, security. Captured once, not per message. */
public final class DeploymentContext {
    private static final System.Logger LOG = System.getLogger(DeploymentContext.class.getName());

    private DeploymentContext() {}

    /** Runs tasks on the calling thread, in the context of whoever calls this; in the caller's class loader at least. */
    public static Executor capture() {
        try {
            ContextService service = InitialContext.doLookup("java:comp/DefaultContextService");
            return service.currentContextExecutor();
        } catch (NamingException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "The server offers no context service", e);
            return with(Thread.currentThread().getContextClassLoader());
        }
    }

    private static Executor with(ClassLoader loader) {
        return task -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }
}
