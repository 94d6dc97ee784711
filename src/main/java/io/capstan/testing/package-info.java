/**
 * The test kit for those who write components. A component runs in memory, with connections that are none and a clock that
 * is set by hand ({@link io.capstan.testing.ComponentTester}); a conversation is written down as a script and played in
 * memory or over a socket ({@link io.capstan.testing.Script}); and a raw client shows what a server really sends
 * ({@link io.capstan.testing.RawSocket}). Nothing of it is used while an application runs, and it needs no test framework.
 */
@NullMarked
package io.capstan.testing;

import org.jspecify.annotations.NullMarked;
