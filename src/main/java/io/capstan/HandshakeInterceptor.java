package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/**
 * Looks at each handshake before it is let through, and may add to it or refuse it. Beans of this type are asked in the
 * order of their {@code @Priority}, smallest first, when the gate's own rules have nothing against the handshake and
 * before any component knows of it; the first refusal counts. {@link Intercepts} limits one to some paths.
 *
 * <p>What it throws refuses the handshake with 500 and is logged with the path. Called on the thread of the request, for
 * several requests at a time.
 */
@FunctionalInterface
public interface HandshakeInterceptor {

    /** Looks at a handshake. To return without a refusal lets it pass. */
    void intercept(HandshakeAttempt attempt) throws Exception;

    /** The paths for which a {@link HandshakeInterceptor} is asked. Without this annotation it is asked for all. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Intercepts {

        /**
         * Paths in the form of a {@link Route}: {@code /chat/{room}}, {@code /admin/**}. They are compared with the path that is
         * asked for, so they name a {@code capstan.route-prefix} too.
         */
        String[] value();
    }

    /** A handshake that has not been answered yet. Used by one thread, within {@link HandshakeInterceptor#intercept}. */
    interface HandshakeAttempt {

        /** What is asked for. */
        Handshake handshake();

        /** Who asks. */
        Caller caller();

        /** Gives the connection this attribute from its beginning, in the place of one with the same name. */
        void attribute(String name, Object value);

        /**
         * Adds a header to the 101.
         *
         * @throws IllegalArgumentException if name or value cannot stand in a header
         */
        void header(String name, String value);

        /**
         * Adds a cookie to the 101.
         *
         * @param attributes what follows behind the value: {@code Path=/; HttpOnly; SameSite=Strict}; may be empty
         * @throws IllegalArgumentException if one of these cannot stand in a cookie
         */
        void cookie(String name, String value, String attributes);

        /**
         * Refuses, with a body of {@code application/problem+json}.
         *
         * @param status 200 to 599
         * @param detail one sentence for the client
         */
        void refuse(int status, String detail);

        /**
         * Refuses, with headers and a body of one's own.
         *
         * @param status 200 to 599
         * @param headers what is sent beside the gate's own; {@code Content-Type} says what the body is
         * @param body sent in UTF-8
         */
        void refuse(int status, Map<String, String> headers, String body);
    }
}
