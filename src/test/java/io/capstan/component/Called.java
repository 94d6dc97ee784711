package io.capstan.component;

import io.capstan.Connection;
import io.capstan.component.Invoker.OnError;
import java.util.List;
import java.util.Optional;

/** Calls a component without a container, on the thread that brings its messages, for tests of the rooms above. */
public final class Called {
    private Called() {}

    /** A component that is written in this style. */
    public static Component component(ComponentStyle style, Object bean) {
        return StandAlone.of(new Components(List.of(style)), bean, Optional.empty())
                .component();
    }

    /** Calls it for a connection, which has been opened. */
    public static Callbacks open(Component component, Connection connection) {
        Callbacks callbacks = new Callbacks(
                component,
                connection,
                new Invoker(RequestContexts.Call::run, Runnable::run, OnError.CLOSE),
                () -> connection.closeInfo().isPresent());
        callbacks.open();
        return callbacks;
    }
}
