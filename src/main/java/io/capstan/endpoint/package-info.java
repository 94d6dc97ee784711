/**
 * Where the Jakarta WebSocket API meets Capstan: the engine's callbacks come in, calls of connections and components go
 * out. Also the start: the initializer and listener by which a server brings an application's Capstan up and down.
 *
 * <p>{@link io.capstan.endpoint.ComponentEndpoint} and {@link io.capstan.endpoint.GateConfigurator} are for applications
 * that write their own endpoints; the rest is not.
 */
@NullMarked
package io.capstan.endpoint;

import org.jspecify.annotations.NullMarked;
