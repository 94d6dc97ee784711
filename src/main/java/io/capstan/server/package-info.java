/**
 * The embedded server and its command line: Undertow's servlet container, Weld and Yasson around the same filters,
 * endpoints and components that an application server would run. Small, and the only place that knows these libraries.
 */
@NullMarked
package io.capstan.server;

import org.jspecify.annotations.NullMarked;
