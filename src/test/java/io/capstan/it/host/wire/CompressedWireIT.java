package io.capstan.it.host.wire;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

/** All clients offer permessage-deflate, and it is agreed upon: most messages are compressed, small ones not. */
@DisplayName("capstan.wire=auto with compression")
class CompressedWireIT extends WireContract implements OrderContract, PlaceContract, StreamContract {

    @Deployment(testable = false)
    static Archive<?> war() {
        return war(
                "wire-compressed",
                "auto",
                "capstan.compression=on",
                "capstan.compression.threshold=64",
                "capstan.close.timeout=30s");
    }

    @Override
    boolean compression() {
        return true;
    }
}
