/**
 * Clients that the tests hold against a server: a raw socket that sees and sends anything, the JDK's WebSocket with
 * something to wait on, a browser, the Autobahn fuzzer, and programs of other languages. Nothing here knows a server or
 * a container; every client takes an address.
 */
package io.capstan.it.client;
