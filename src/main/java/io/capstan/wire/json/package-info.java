/**
 * JSON as it leaves: written by JSON-B, bounded, with views and with times in the language of whoever reads it.
 *
 * <p>Here is what comes between an object and its text. What a message is, and who gets it, is known in {@code wire} and above.
 */
@NullMarked
package io.capstan.wire.json;

import org.jspecify.annotations.NullMarked;
