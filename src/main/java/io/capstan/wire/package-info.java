/**
 * Connections and their outgoing half: outbox, heartbeat, close, and the {@link io.capstan.wire.Wire} by which an outbox
 * reaches the engine.
 *
 * <p>Knows the Jakarta WebSocket API and no engine. What a message means, who may connect and which bean is called is
 * decided elsewhere.
 */
@NullMarked
package io.capstan.wire;

import org.jspecify.annotations.NullMarked;
