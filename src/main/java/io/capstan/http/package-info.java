/**
 * WAMP for those who have no WebSocket: publications and calls by plain HTTP, one by one, and sessions whose messages are
 * fetched by requests that wait for them (WAMP, "HTTP Longpoll Transport").
 *
 * <p>Who asks is found out by the gate, what it may by the realm; here stands only what HTTP adds. No thread is held while
 * somebody waits.
 */
@NullMarked
package io.capstan.http;

import org.jspecify.annotations.NullMarked;
