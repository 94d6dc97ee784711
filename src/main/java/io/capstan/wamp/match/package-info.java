/**
 * Indexes of the patterns of URIs, for subscriptions and registrations alike: what a URI does not fit is not looked at, and
 * whoever looks takes no lock.
 */
@NullMarked
package io.capstan.wamp.match;

import org.jspecify.annotations.NullMarked;
