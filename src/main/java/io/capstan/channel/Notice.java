package io.capstan.channel;

import io.capstan.wire.WireConnection;

/**
 * Somebody has joined or left a channel that tells so.
 *
 * @param channel its name
 * @param connection who
 * @param joined joined or left
 */
public record Notice(String channel, WireConnection connection, boolean joined) {}
