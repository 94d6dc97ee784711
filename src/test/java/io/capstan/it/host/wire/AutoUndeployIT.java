package io.capstan.it.host.wire;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("capstan.wire=auto")
class AutoUndeployIT extends UndeployContract {

    @Deployment(name = RESTLESS, testable = false, managed = false)
    static Archive<?> restless() {
        return restless("restless-auto", "auto");
    }

    @Deployment(name = WITNESS, testable = false)
    static Archive<?> witness() {
        return WireContract.war("witness-auto", "auto");
    }
}
