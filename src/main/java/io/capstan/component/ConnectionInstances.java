package io.capstan.component;

import io.capstan.ConnectionScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The instances of {@link ConnectionScoped} beans of one connection. Thread-safe.
 *
 * <p>The lock is held while an instance is made, so that there is one of each and a bean may use another one while it is
 * made. Only callbacks of the same connection that run at the same time ever wait for it.
 */
final class ConnectionInstances {
    private static final System.Logger LOG = System.getLogger(ConnectionInstances.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    /** In the order in which they were made. Guarded by {@link #lock}. */
    private final Map<Contextual<?>, Instance<?>> instances = new LinkedHashMap<>();
    /** Guarded by {@link #lock}. */
    private boolean over;

    private record Instance<T>(Contextual<T> bean, T value, CreationalContext<T> context) {
        void destroy() {
            try {
                bean.destroy(value, context);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "could not destroy " + bean, e);
            }
        }
    }

    /** The instance of a bean, {@code null} if there is none and no context to make it in. */
    <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        lock.lock();
        try {
            @SuppressWarnings("unchecked") // it was put there for this bean
            Instance<T> known = (Instance<T>) instances.get(bean);
            if (known != null || context == null) {
                return known == null ? null : known.value();
            }
            if (over) {
                throw new ContextNotActiveException("The connection is over, and its @"
                        + ConnectionScoped.class.getSimpleName() + " beans have been destroyed.");
            }
            T made = bean.create(context);
            instances.put(bean, new Instance<>(bean, made, context));
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Destroys the instance of a bean, if there is one. */
    void destroy(Contextual<?> bean) {
        Instance<?> known;
        lock.lock();
        try {
            known = instances.remove(bean);
        } finally {
            lock.unlock();
        }
        if (known != null) {
            known.destroy();
        }
    }

    /** The connection is over: makes no more, and destroys all, the newest first. */
    void end() {
        List<Contextual<?>> all;
        lock.lock();
        try {
            over = true;
            all = new ArrayList<>(instances.keySet());
        } finally {
            lock.unlock();
        }
        Collections.reverse(all);
        all.forEach(this::destroy);
    }
}
