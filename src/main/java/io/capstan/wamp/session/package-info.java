/**
 * Sessions of clients, from HELLO to GOODBYE: realms, where clients come in, what they may and how they are known. What
 * goes on between sessions is the broker's and the dealer's; how somebody proves who it is stands in {@code auth}.
 */
@NullMarked
package io.capstan.wamp.session;

import org.jspecify.annotations.NullMarked;
