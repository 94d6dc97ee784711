package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.Handshake;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection is from its beginning.
 *
 * @param component the class that carries the route
 * @param handshake what was asked for
 * @param caller who asked
 * @param attributes what it begins with as its attributes
 * @param session the HTTP session that the client had
 */
public record Identity(
        Class<?> component,
        Handshake handshake,
        Caller caller,
        Map<String, Object> attributes,
        Optional<HttpSession> session) {}
