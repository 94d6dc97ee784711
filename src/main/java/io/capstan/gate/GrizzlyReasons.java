package io.capstan.gate;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Has Grizzly, below Payara, make its reasons for closing a connection before it closes one.
 *
 * <p>Each of the two has an exception for all connections, made when the class is first used. Their stack traces are emptied,
 * but the JVM keeps with an exception the classes that were on its stack. So the application on whose stack a connection was
 * the first to be closed would be in memory as long as the server. Here the class is used before, by a thread with nothing
 * of an application on its stack.
 *
 * <p>A connection to which nothing can be written any more gets a reason of its own, with the exception of that write, and so
 * with the application on whose stack it was. Payara's requests that wait for others to come lead to it, for as long as they
 * wait. When such a connection is over, it gets the reason for all.
 *
 * <p>A server without that class, or with another one, is left as it is.
 */
final class GrizzlyReasons {
    private static final System.Logger LOG = System.getLogger(GrizzlyReasons.class.getName());

    private static final String TYPE = "org.glassfish.grizzly.CloseReason";
    private static final String REASON = "_CLOSED_REASON";
    private static final String FIELD = "closeReason";

    private GrizzlyReasons() {}

    /** Has the server make them; to be called before it serves the application. */
    static void make(ServletContext context) {
        make(context.getClass().getClassLoader());
    }

    static void make(@Nullable ClassLoader server) {
        try {
            Class<?> type = Class.forName(TYPE, false, server);
            run(reading(MethodHandles.publicLookup().findStaticGetter(type, "LOCALLY" + REASON, type)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            left(e);
        }
    }

    /** What reads the field, and with that has its class initialised. A lambda would be a class of the application. */
    private static Runnable reading(MethodHandle getter) {
        Thread here = Thread.currentThread();
        ClassLoader application = here.getContextClassLoader();
        here.setContextClassLoader(null); // the JDK may define there the class that it makes
        try {
            return MethodHandleProxies.asInterfaceInstance(Runnable.class, getter);
        } finally {
            here.setContextClassLoader(application);
        }
    }

    private static void run(Runnable reading) {
        Thread thread = new Thread(reading, "capstan-grizzly-reasons");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, error) -> left(error));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ends without being waited for
        }
    }

    /** Has a connection of Grizzly's that is closed say by which end, and no more. */
    static void generalise(Object connection) throws ReflectiveOperationException {
        Field field = field(connection.getClass());
        Object reason = field.get(connection);
        if (reason != null) {
            Object end = reason.getClass().getMethod("getType").invoke(reason);
            field.set(connection, reason.getClass().getField(end + REASON).get(null));
        }
    }

    private static Field field(Class<?> connection) throws NoSuchFieldException {
        for (Class<?> type = connection; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(FIELD)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(FIELD);
    }

    private static void left(Throwable why) {
        LOG.log(Level.DEBUG, "Grizzly makes its close reasons when it closes, if this is Grizzly: {0}", why.toString());
    }
}
