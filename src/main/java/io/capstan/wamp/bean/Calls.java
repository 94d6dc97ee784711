package io.capstan.wamp.bean;

import io.capstan.Connection;
import io.capstan.component.Invoker;
import io.capstan.component.RequestContexts;
import java.util.Optional;

/** Calls of beans. */
final class Calls {
    private Calls() {}

    /** Calls with contexts active, on behalf of a connection if there is one. */
    static void run(Invoker invoker, Optional<Connection> connection, RequestContexts.Call call) throws Exception {
        if (connection.isPresent()) {
            invoker.run(connection.get(), call);
        } else {
            invoker.contexts().run(call);
        }
    }
}
