/**
 * A load generator for machines with few cores: one thread, raw NIO, frames encoded and masked once, received frames
 * looked at in place. It knows nothing of the servers it loads, and measures them from outside.
 */
@NullMarked
package io.capstan.bench.load;

import org.jspecify.annotations.NullMarked;
