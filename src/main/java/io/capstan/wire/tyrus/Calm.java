package io.capstan.wire.tyrus;

import io.capstan.wire.DeploymentContext;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.BaseContainer;
import org.glassfish.tyrus.core.TyrusSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes a brake off a container while an application runs.
 *
 * <p>With every message sent and received, Tyrus schedules the session's idle time-out anew, also when there is none. It
 * does so on the server's {@code ManagedScheduledExecutorService}, which on Payara captures the whole context of the
 * application each time: 45 µs for a send, 130 µs for an echo. Here the container gets an {@link IdleTimer} instead.
 *
 * <p>A container that is not as expected is left as it is: that costs speed and nothing else.
 */
final class Calm {
    private static final System.Logger LOG = System.getLogger(Calm.class.getName());

    private static final String FIELD = "managedScheduledExecutorService";
    private static final String COMMAND = TyrusSession.class.getName() + "$IdleTimeoutCommand";

    private final BaseContainer container;
    private final Field field;
    private final ScheduledExecutorService original;
    private final IdleTimer timer;

    private Calm(BaseContainer container, Field field, ScheduledExecutorService original, IdleTimer timer) {
        this.container = container;
        this.field = field;
        this.original = original;
        this.timer = timer;
    }

    /** Calms a container; {@code null} if there is nothing to calm, or not as expected. */
    static @Nullable Calm over(BaseContainer container) {
        try {
            Field field = BaseContainer.class.getDeclaredField(FIELD);
            if (field.getType() != ScheduledExecutorService.class) {
                throw new NoSuchFieldException("expected a ScheduledExecutorService, found " + field);
            }
            field.setAccessible(true);
            Class<?> command = Class.forName(COMMAND, false, TyrusSession.class.getClassLoader());
            if (!(field.get(container) instanceof ScheduledExecutorService original)) {
                LOG.log(Level.DEBUG, "Tyrus runs without a managed executor: nothing to calm");
                return null;
            }
            return replace(container, field, original, command);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            left(e.toString());
            return null;
        }
    }

    private static @Nullable Calm replace(
            BaseContainer container, Field field, ScheduledExecutorService original, Class<?> command)
            throws IllegalAccessException {
        IdleTimer timer = new IdleTimer(original, command, DeploymentContext.capture());
        field.set(container, timer);
        if (container.getScheduledExecutorService() != timer) {
            field.set(container, original);
            timer.end();
            left("sessions would not use what is in " + field);
            return null;
        }
        return new Calm(container, field, original, timer);
    }

    private static void left(String why) {
        LOG.log(Level.INFO, "The idle time-outs of Tyrus are left as they are, which makes it slower: {0}", why);
    }

    /** Puts everything back. Sessions that are still open have no idle time-out any more. */
    void end() {
        try {
            if (field.get(container) == timer) {
                field.set(container, original);
            }
        } catch (IllegalAccessException | RuntimeException e) {
            LOG.log(Level.INFO, "The executor of Tyrus was not put back", e);
        }
        timer.end();
    }
}
