/** The application of the wire's contract: listeners that say nothing, and a stage from which they are sent to. */
package io.capstan.it.host.wire.app;
