package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.glassfish.grizzly.CloseReason;
import org.glassfish.grizzly.CloseType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrizzlyReasonsTest {
    private final ClassLoader server = new Loader("server", getClass().getClassLoader(), CloseReason.class);

    /** Defines one class anew, and leaves all others to its parent. */
    private static final class Loader extends ClassLoader {
        private final Class<?> own;

        Loader(String name, ClassLoader parent, Class<?> own) {
            super(name, parent);
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(own.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** An application that closes by itself: its class is on the stack when the reason is made. */
    static final class Closer {
        static void make(ClassLoader server) throws ReflectiveOperationException {
            Class.forName(CloseReason.class.getName(), true, server);
        }
    }

    @Test
    @DisplayName(
            "neither who has Grizzly's close reasons made stays in memory for them, nor who closes first; else the latter does")
    void made() throws Exception {
        GrizzlyReasons.make(ClassLoader.getPlatformClassLoader()); // jboss-modules keeps who first asks for a logger
        ClassLoader unprepared = new Loader("unprepared", getClass().getClassLoader(), CloseReason.class);
        WeakReference<ClassLoader> preparing = inApplication(GrizzlyReasons.class, server);
        WeakReference<ClassLoader> closing = inApplication(Closer.class, server);
        WeakReference<ClassLoader> kept = inApplication(Closer.class, unprepared);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isGone(preparing) && isGone(closing));
        assertNotNull(kept.get(), "or else this shows nothing");
        Reference.reachabilityFence(server);
        Reference.reachabilityFence(unprepared);
    }

    /** Like Grizzly's, which has the reason in a superclass. */
    private static class Nio {
        private volatile CloseReason closeReason;
    }

    private static final class Tcp extends Nio {}

    @Test
    @DisplayName("a connection that has ended by a failed write keeps by which end, and not the exception")
    void generalised() throws ReflectiveOperationException {
        Tcp connection = new Tcp();
        GrizzlyReasons.generalise(connection);
        assertNull(((Nio) connection).closeReason, "open, as it was");

        ((Nio) connection).closeReason =
                new CloseReason(CloseType.REMOTELY, new IOException("Connection reset by peer"));
        GrizzlyReasons.generalise(connection);
        assertSame(CloseReason.REMOTELY_CLOSED_REASON, ((Nio) connection).closeReason);

        ((Nio) connection).closeReason = new CloseReason(CloseType.LOCALLY, new IOException("own"));
        GrizzlyReasons.generalise(connection);
        assertSame(CloseReason.LOCALLY_CLOSED_REASON, ((Nio) connection).closeReason);
        assertThrows(NoSuchFieldException.class, () -> GrizzlyReasons.generalise("no connection"));
    }

    @Test
    @DisplayName("a server without Grizzly is left as it is")
    void others() {
        assertDoesNotThrow(() -> GrizzlyReasons.make(ClassLoader.getPlatformClassLoader()));
    }

    /** Has a class of an application make the reasons of a server; what is returned is all that is left of the application. */
    private static WeakReference<ClassLoader> inApplication(Class<?> maker, ClassLoader server) throws Exception {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        Loader application = new Loader("application", GrizzlyReasonsTest.class.getClassLoader(), maker);
        here.setContextClassLoader(application);
        try {
            Class<?> type = Class.forName(maker.getName(), true, application);
            assertSame(application, type.getClassLoader());
            Method make = type.getDeclaredMethod("make", ClassLoader.class);
            make.setAccessible(true);
            make.invoke(null, server);
            assertSame(application, here.getContextClassLoader());
        } finally {
            here.setContextClassLoader(before);
        }
        return new WeakReference<>(application);
    }

    private static boolean isGone(WeakReference<?> reference) {
        System.gc();
        return reference.get() == null;
    }
}
