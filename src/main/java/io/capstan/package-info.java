/**
 * The API of Capstan: what a component author writes against, and nothing else.
 *
 * <p>Annotations, interfaces, records, enums and exceptions live here; what makes them work stands in the packages
 * below. Types of those packages are not meant for applications, with one exception that is named where it is needed:
 * {@code io.capstan.endpoint.ComponentEndpoint} and its configurator, for authors who want to see the Jakarta endpoint.
 *
 * <p>Nothing here accepts or returns {@code null} unless a parameter says so.
 */
@NullMarked
package io.capstan;

import org.jspecify.annotations.NullMarked;
