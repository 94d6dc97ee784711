package io.capstan;

import java.util.stream.Stream;

/**
 * The callers who are connected to this application on this node, by their names: injectable everywhere. Anonymous
 * callers have no name and are not here; a name is here as long as it has an open connection.
 */
public interface Users {

    /** The caller of this name, connected or not. Costs nothing, and may be kept. */
    User of(String name);

    /** Whether a caller of this name has an open connection. Takes constant time. */
    boolean online(String name);

    /** The names of all who are connected. Those that come or go meanwhile may or may not be there. */
    Stream<String> names();

    /** One caller, whatever the number of its connections. */
    interface User {
        /** The name. */
        String name();

        /** Its open connections, of all components: a live view. Looks at no connection of anybody else. */
        Connections connections();

        /** Closes all its connections with 4401. See {@link #disconnect(int, String)}. */
        default int disconnect() {
            return disconnect(CloseCode.UNAUTHENTICATED.code(), "Disconnected");
        }

        /**
         * Closes all its connections. The caller may come back; to prevent that is the business of the gate.
         *
         * @return how many there were
         * @throws IllegalArgumentException if the code may not be sent, see {@link CloseCode#isSendable}
         */
        int disconnect(int code, String reason);
    }
}
