/**
 * The wire for Tyrus, the engine of Payara and GlassFish: ready frames, several in one write, through {@code
 * TyrusWebSocket.sendRawFrame}; and the removal of a brake that Payara puts on every message.
 *
 * <p>The only room that knows classes of Tyrus, one of its fields by reflection for the wire and one for the brake. All
 * of it is verified when the application starts. What is not as expected is left alone, and the portable wire takes over.
 */
@NullMarked
package io.capstan.wire.tyrus;

import org.jspecify.annotations.NullMarked;
