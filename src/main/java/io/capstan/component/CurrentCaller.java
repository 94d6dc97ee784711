package io.capstan.component;

import io.capstan.Caller;
import io.capstan.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Inject Caller} gives: a view that asks, each time, for the caller of the callback which the thread is in.
 *
 * <p>It is no request-scoped bean: Payara runs {@code onOpen} in the request context of the upgrade request, where
 * somebody may have asked for the caller before there was a connection, and a context would keep that answer.
 */
@ApplicationScoped
@Typed(CurrentCaller.class)
public class CurrentCaller {
    private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

    /** What applications inject. */
    @Produces
    @Dependent
    Caller caller() {
        return view();
    }

    /** The caller of the callback that a thread is in, whenever it is asked. */
    public static Caller view() {
        return new View();
    }

    /** The callbacks of this connection begin on this thread; returns whose were running there. */
    static @Nullable Connection enter(Connection connection) {
        Connection before = CURRENT.get();
        CURRENT.set(connection);
        return before;
    }

    /** They end. */
    static void leave(@Nullable Connection before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** The connection whose callback this thread is in, if it is in one. */
    static @Nullable Connection connection() {
        return CURRENT.get();
    }

    private static Caller current() {
        Connection connection = CURRENT.get();
        return connection == null ? Caller.ANONYMOUS : connection.caller();
    }

    /** Has nothing of its own. */
    private static final class View extends Caller {
        View() {
            super("", Set.of(), Map.of(), Optional.empty());
        }

        @Override
        public String name() {
            return current().name();
        }

        @Override
        public Set<String> roles() {
            return current().roles();
        }

        @Override
        public Map<String, Object> claims() {
            return current().claims();
        }

        @Override
        public Optional<Instant> expiry() {
            return current().expiry();
        }
    }
}
