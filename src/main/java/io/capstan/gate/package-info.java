/**
 * The gate: everything that is decided before the 101.
 *
 * <p>A servlet filter takes each request apart, asks the rules in their order, and answers a refusal itself, so that the
 * answer is the same on every server. What it lets through carries a {@link io.capstan.gate.Passage}; the engine's
 * configurator refuses what has none. The gate knows routes and targets, no connections.
 */
@NullMarked
package io.capstan.gate;

import org.jspecify.annotations.NullMarked;
