/**
 * The AsyncAPI document of an application: its routes, actions, channels and the JSON schemas of what goes over them, made
 * from the code at the first request.
 *
 * <p>Here nothing is decided: what there is, is known in the rooms below.
 */
@NullMarked
package io.capstan.operations.asyncapi;

import org.jspecify.annotations.NullMarked;
