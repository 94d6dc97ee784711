/**
 * The hub: channels, who has joined them, what was published and is kept, and who may what.
 *
 * <p>A {@link io.capstan.channel.Topic} is a channel in use. It has one lock, under which publications get their positions
 * and are handed to the shards in that order, and connections come and go; so there is no gap between what a connection
 * recovers and what it gets live. Nothing that may block, and no code of an application, runs under it.
 */
@NullMarked
package io.capstan.channel;

import org.jspecify.annotations.NullMarked;
