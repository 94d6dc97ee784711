package io.capstan.it.host;

import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Dozer;
import io.capstan.wamp.message.Protocol;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@link WampThreadsIT}, where a bean of the application has a say in every call. */
@ExtendWith(ArquillianExtension.class)
class WampJudgeIT {
    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp-judge", Dozer.class, Dozer.Judge.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a bean that decides what members may do delays nobody")
    @CsvSource({"call, 48", "register, 64", "subscribe, 32", "publish, 16"})
    void judge(String action, int type) throws Exception {
        URI route = url.toURI().resolve("wamp");
        try (Bystanders bystanders = new Bystanders(route)) {
            bystanders.assertUndisturbed(
                    number -> WampSocket.join(route, Protocol.JSON, "realm1")
                            .send(type, 1, Map.of(), "guarded." + action + number),
                    Bystanders.SLEEPERS);
        }
    }
}
