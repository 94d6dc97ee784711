/**
 * From the backend to clients: the push-only route and its devices, and the commands that reach them, from beans, by HTTP
 * and by a Unix domain socket.
 *
 * <p>What a command says is read by {@link io.capstan.push.Envelopes}, whatever way it came, and carried out by {@link
 * io.capstan.push.Pushes}. Channels belong to {@code channel}; who may send requests is decided with the rules of
 * {@code gate}.
 */
@NullMarked
package io.capstan.push;

import org.jspecify.annotations.NullMarked;
