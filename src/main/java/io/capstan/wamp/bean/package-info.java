/** Beans in realms: their methods as procedures and as subscribers, and what they call, publish and register. */
@NullMarked
package io.capstan.wamp.bean;

import org.jspecify.annotations.NullMarked;
