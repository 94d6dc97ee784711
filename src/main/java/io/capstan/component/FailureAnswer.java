package io.capstan.component;

import io.capstan.Connection;

/** How clients are told that a call has failed, by a style that has words for it. */
@FunctionalInterface
public interface FailureAnswer {

    /** Tells the client, and closes its connection where that has to be. What has to be logged was logged already. */
    void tell(Connection connection, Failure failure);
}
