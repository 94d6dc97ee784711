package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.Handshake;
import java.util.Map;

/**
 * What a connection is from its beginning.
 *
 * @param component the class that carries the route
 * @param handshake what was asked for
 * @param caller who asked
 * @param attributes what it begins with as its attributes
 */
public record Identity(Class<?> component, Handshake handshake, Caller caller, Map<String, Object> attributes) {}
