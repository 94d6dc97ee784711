/**
 * Components: finds them, checks them at deployment, routes to them, and calls them, one callback at a time for each
 * connection.
 *
 * <p>Knows CDI and connections, neither servlets nor endpoints.
 */
@NullMarked
package io.capstan.component;

import org.jspecify.annotations.NullMarked;
