/**
 * The action dialect, {@code capstan.json}: messages {@code {"action":"...","data":...,"id":...}} both ways.
 *
 * <p>Here are the codec, the way from a message to what handles its action, and the actions by which clients follow
 * channels. What a channel is, and who may what, is known in {@code channel} only.
 */
@NullMarked
package io.capstan.action;

import org.jspecify.annotations.NullMarked;
