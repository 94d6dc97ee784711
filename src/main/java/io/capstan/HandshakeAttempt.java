package io.capstan;

import java.util.Map;

/** A handshake that has not been answered yet. Used by one thread, within {@link HandshakeInterceptor#intercept}. */
public interface HandshakeAttempt {

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
