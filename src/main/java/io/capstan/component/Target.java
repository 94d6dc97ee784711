package io.capstan.component;

import java.util.List;

/**
 * What a route leads to, as far as the gate has to know.
 *
 * @param owner the class that carries the route: a component, or a Jakarta endpoint in the card style
 * @param subprotocols what it speaks, best first
 * @param card whether the owner is a Jakarta endpoint that the engine knows by its own path
 */
public record Target(Class<?> owner, List<String> subprotocols, boolean card) {}
