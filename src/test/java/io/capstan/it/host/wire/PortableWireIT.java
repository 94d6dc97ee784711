package io.capstan.it.host.wire;

import io.capstan.it.container.Host;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("capstan.wire=portable")
class PortableWireIT extends WireContract
        implements OrderContract, PlaceContract, BoundsContract, EndContract, StreamContract {

    @Deployment(testable = false)
    static Archive<?> war() {
        return war("wire-portable", "portable");
    }

    /** Undertow's own remote keeps a close frame back until the message is complete, which it never is. */
    @Override
    public boolean closesWithinMessage() {
        return Host.current() == Host.PAYARA;
    }
}
