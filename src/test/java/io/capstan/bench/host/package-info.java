/**
 * The servers under load: how each of them is started on a free port of the loopback, spoken to, and ended. Nothing here
 * installs anything.
 */
@NullMarked
package io.capstan.bench.host;

import org.jspecify.annotations.NullMarked;
