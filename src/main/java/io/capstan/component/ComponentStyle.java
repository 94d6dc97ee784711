package io.capstan.component;

import io.capstan.settings.Settings;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A style of writing components that a room above this one adds. Each bean of this type is one.
 *
 * <p>It is made while the container checks the deployment, when no bean of the application may be made yet: what it needs of
 * others it injects as {@code Instance} or {@code Provider} and asks for in {@link #start}, or later. Used by one thread until
 * then.
 */
public interface ComponentStyle {

    /** Whether a class is written in this style, perhaps among others. Asked for all beans, also those without a route. */
    boolean isUsedBy(Class<?> type);

    /**
     * Names what is wrong with a class that is written in this style and need not be a component: what it says of beans
     * that no connection leads to. Called at each look at the deployment, which may be several; {@code compile} has its own
     * faults.
     */
    default void check(Class<?> type, Consumer<String> faults) {}

    /**
     * Adds the handlers of a component that is written in this style, and names what is wrong with it. Called at each look
     * at the deployment, and once more when the settings are known; the last result counts.
     */
    void compile(Draft draft);

    /** What a route speaks whose class is written in this style. */
    default Speech speech(Class<?> type) {
        return Speech.NONE;
    }

    /**
     * Reads its settings; faults are kept there, so that one message names them all. Called before components are compiled
     * for the last time.
     *
     * @param types all classes that are written in one of the styles of the rooms above
     */
    default void prepare(Settings settings, Collection<Class<?>> types) {}

    /** The application has started: from now on there are connections, and its beans may be called. */
    default void start(Invoker invoker, BeanManager beans) {}

    /** The application stops; all connections have ended. Also called if it could not start. */
    default void stop() {}

    /**
     * Subprotocols that a style brings to a route.
     *
     * @param subprotocols best first; behind those that the route itself names
     * @param silent whether clients that offer none are understood too. It counts if the route itself names none
     */
    record Speech(List<String> subprotocols, boolean silent) {
        /** Nothing in particular. */
        public static final Speech NONE = new Speech(List.of(), true);
    }
}
