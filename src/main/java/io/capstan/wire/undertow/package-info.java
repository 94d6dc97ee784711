/**
 * The wire for Undertow, embedded and in WildFly: ready frames go past the engine's own queues straight into the sink of
 * its connection, one write for all that waits, and never into the middle of a frame of the engine.
 *
 * <p>Uses public and protected classes of Undertow and XNIO only. Nothing outside names a class of this package; it is
 * found by name where Undertow's classes are visible.
 */
@NullMarked
package io.capstan.wire.undertow;

import org.jspecify.annotations.NullMarked;
