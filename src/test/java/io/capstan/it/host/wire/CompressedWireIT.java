package io.capstan.it.host.wire;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

/** All clients offer permessage-deflate; whether the host takes it is its own affair. */
@DisplayName("capstan.wire=auto with clients that offer compression")
class CompressedWireIT extends WireContract implements OrderContract, PlaceContract, StreamContract {

    @Deployment(testable = false)
    static Archive<?> war() {
        return war("wire-compressed", "auto");
    }

    @Override
    boolean compression() {
        return true;
    }
}
