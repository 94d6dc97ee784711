/**
 * What those who run an application ask it: which routes it has, and what is going on. Answers who may ask, changes nothing.
 *
 * <p>Looks at what other rooms know and count, and counts little itself.
 */
@NullMarked
package io.capstan.operations;

import org.jspecify.annotations.NullMarked;
