package io.capstan.component;

import io.capstan.Connection;

/** Where the value of one parameter of an annotated handler comes from. */
@FunctionalInterface
public interface Argument {
    /**
     * The value.
     *
     * @param event what happened, as in {@link Handlers}
     */
    Object of(Connection connection, Object event);
}
