/**
 * The pub/sub style: components that are broker and dealer for the WAMP clients of their route themselves, by
 * {@link io.capstan.PubSubComponent}. How clients are understood is no matter of this package.
 */
@NullMarked
package io.capstan.wamp.pubsub;

import org.jspecify.annotations.NullMarked;
