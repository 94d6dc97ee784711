/**
 * The dealer: registrations, and the calls that are under way. Locks are taken in this order: the registrations, one call, one
 * party; what is sent under them is only put into an outbox.
 */
@NullMarked
package io.capstan.wamp.dealer;

import org.jspecify.annotations.NullMarked;
