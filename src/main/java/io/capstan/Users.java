package io.capstan;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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

    /**
     * Qualifies the event that a caller is connected who was not: {@code void online(@Observes @Users.Online Users.User
     * user)}. It is fired once for each time, before {@link Offline}; those of a user are fired one at a time and in order,
     * on a thread that may block. Anonymous callers have no such events.
     */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @interface Online {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Online> implements Online {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /**
     * Qualifies the event that the last connection of a caller has ended, and none was opened within
     * {@code capstan.users.offline-after}, 5 s by default. At a stop of the application it is fired at once. It is fired
     * once for each {@link Online}.
     */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @interface Offline {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Offline> implements Offline {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }
}
