/**
 * The hosts of the container tests, and the archives that go there.
 *
 * <p>A test of {@code io.capstan.it.host} builds its archive with {@link io.capstan.it.container.Wars} and knows nothing
 * about the server. WildFly has an Arquillian adapter of its own; the adapters for the embedded server and for Payara
 * Micro are here.
 */
package io.capstan.it.container;
