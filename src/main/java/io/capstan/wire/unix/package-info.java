/**
 * The files of Unix domain sockets: where they may stand, who may open them, and when they are removed. What is said by such
 * a socket is not known here.
 */
@NullMarked
package io.capstan.wire.unix;

import org.jspecify.annotations.NullMarked;
