/** Tests of the packaged embedded server: each starts the jar as a user would, and looks at it from outside. */
package io.capstan.it.server;
