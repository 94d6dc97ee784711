/**
 * The broker of a realm, on the channels of the application: a topic is a channel, and an exact subscription is a connection
 * that has joined it. What joins no channel, patterns and sessions without a WebSocket, follows all of them.
 */
@NullMarked
package io.capstan.wamp.broker;

import org.jspecify.annotations.NullMarked;
