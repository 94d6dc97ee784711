/** The applications that the container tests deploy: components that do as they are told, and a journal of what happened. */
package io.capstan.it.host.app;
