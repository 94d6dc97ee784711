package io.capstan.it.host.wire;

import io.capstan.it.container.SecurePorts;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("capstan.wire=auto with TLS")
class TlsWireIT extends WireContract implements OrderContract, PlaceContract, StreamContract {

    @Deployment(testable = false)
    static Archive<?> war() {
        return war("wire-tls", "auto", "capstan.close.timeout=30s");
    }

    @Override
    URI clients(URI base) {
        return SecurePorts.secure(base);
    }
}
