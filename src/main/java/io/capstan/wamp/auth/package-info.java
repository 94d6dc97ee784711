/**
 * Who may join a realm, and what members may do there: methods of authentication, the people that are configured or known
 * to the application, and rules for URIs. It knows nothing of sessions and their messages.
 */
@NullMarked
package io.capstan.wamp.auth;

import org.jspecify.annotations.NullMarked;
