package io.capstan.component;

import io.capstan.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What a component does on one kind of occasion. It belongs to a class, and is told the bean.
 *
 * @param <E> what happened: the connection that was opened, a message, how a connection ended, an error
 * @param access on whose behalf; asked for messages only
 * @param concurrent whether it may run beside others for the same connection
 * @param body the code
 */
public record Handler<E>(Access access, boolean concurrent, Body<? super E> body) {

    /** The code of a handler. */
    @FunctionalInterface
    public interface Body<E> {
        /**
         * Runs.
         *
         * @return the reply, as {@link Replies} understands it; {@code null} for none
         */
        @Nullable
        Object call(Object bean, Connection connection, E event) throws Exception;
    }
}
