package io.capstan.component;

import io.capstan.Connection;
import io.capstan.ConnectionScoped;
import io.capstan.wire.Keeper;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link ConnectionScoped}: that of the connection whose callback the thread is in. The instances are kept
 * by the connection itself, so that nothing is left of them when it is gone.
 */
final class ConnectionContext implements AlterableContext {

    /** The instances of a connection, if it has any. */
    static Optional<ConnectionInstances> used(Connection connection) {
        return connection instanceof Keeper keeper
                ? keeper.companion().map(ConnectionInstances.class::cast)
                : Optional.empty();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ConnectionScoped.class;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        return instances().get(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return instances().get(bean, null);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        instances().destroy(bean);
    }

    @Override
    public boolean isActive() {
        return CurrentCaller.connection() instanceof Keeper;
    }

    private static ConnectionInstances instances() {
        if (CurrentCaller.connection() instanceof Keeper keeper) {
            return (ConnectionInstances) keeper.companion(ConnectionInstances::new);
        }
        throw new ContextNotActiveException("@" + ConnectionScoped.class.getSimpleName()
                + " beans can be used in callbacks and timers of a connection only, on the thread that Capstan calls.");
    }
}
