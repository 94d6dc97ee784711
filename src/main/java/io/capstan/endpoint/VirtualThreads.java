package io.capstan.endpoint;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The virtual threads of JDK 21 and later, found by name, since this is compiled for 17. */
final class VirtualThreads {
    private static final System.Logger LOG = System.getLogger(VirtualThreads.class.getName());

    private VirtualThreads() {}

    /** Makes virtual threads with this name and a number; empty where the JDK has none. */
    static Optional<ThreadFactory> factory(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class, long.class).invoke(builder, name, 0L);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(builder));
        } catch (NoSuchMethodException older) {
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) { // a preview that is not switched on
            LOG.log(Level.DEBUG, "The virtual threads of this JDK are out of reach", e);
            return Optional.empty();
        }
    }
}
