package io.capstan.gate.jwt;

import java.net.URI;
import java.time.Duration;

/**
 * Where a set of keys is published.
 *
 * @param address by http or https
 * @param timeout how long it may take to fetch it
 * @param fresh how long it is good
 * @param pause how long there is no other attempt after one
 */
record Remote(URI address, Duration timeout, Duration fresh, Duration pause) {

    /** The keys there. */
    RemoteKeys keys() {
        return new RemoteKeys(address.toString(), () -> Download.get(address, timeout), fresh, pause, System::nanoTime);
    }
}
