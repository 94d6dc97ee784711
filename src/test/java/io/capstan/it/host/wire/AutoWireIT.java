package io.capstan.it.host.wire;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("capstan.wire=auto")
class AutoWireIT extends WireContract
        implements OrderContract, PlaceContract, BoundsContract, EndContract, StreamContract {

    @Deployment(testable = false)
    static Archive<?> war() {
        return war("wire-auto", "auto");
    }
}
