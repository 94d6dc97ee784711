/** What is loaded: the same echo and the same broadcast, once bare and once as components of Capstan. */
@NullMarked
package io.capstan.bench.server;

import org.jspecify.annotations.NullMarked;
