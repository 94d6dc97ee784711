/**
 * The first version of WAMP (subprotocol {@code wamp}), which Ratchet and old browser libraries speak: its messages, its
 * abbreviated URIs, its authentication. Clients of it become sessions as those of the second version do; which realm they
 * are in, and what happens there, is no matter of this package.
 */
@NullMarked
package io.capstan.wamp.v1;

import org.jspecify.annotations.NullMarked;
