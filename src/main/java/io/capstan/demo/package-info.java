/** The demonstration that the WAR and the embedded server show: a chat. It uses the API only, as an application would. */
@NullMarked
package io.capstan.demo;

import org.jspecify.annotations.NullMarked;
