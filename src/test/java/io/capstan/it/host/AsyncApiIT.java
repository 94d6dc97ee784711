package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.OnAction;
import io.capstan.RelativeTime;
import io.capstan.Route;
import io.capstan.View;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.operations.asyncapi.Specification;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AsyncAPI document, as each host serves it. */
@ExtendWith(ArquillianExtension.class)
class AsyncApiIT {
    private static final String PATH = "/capstan/asyncapi.json";

    @ArquillianResource
    @OperateOnDeployment("on")
    URL on;

    @ArquillianResource
    @OperateOnDeployment("off")
    URL off;

    public record Wish(@NotNull @Size(min = 2, max = 9) String words) {}

    public record Found(
            @View("list") String name,
            @RelativeTime @View("list") Instant posted,
            int secret) {}

    @Route("/shop/{country}")
    public static class Shop {
        @Inject
        @ChannelName("news")
        Channel news;

        @OnAction
        @View("list")
        List<Found> search(@Valid Wish wish) {
            return List.of(new Found(wish.words() + news.size(), Instant.EPOCH, 1));
        }
    }

    @Deployment(name = "on", testable = false)
    static Archive<?> on() {
        return Wars.withConfiguration(
                Wars.of("asyncapi", Shop.class, Wish.class, Found.class).addClass(Gatekeeper.class),
                "capstan.asyncapi.enabled=true",
                "capstan.asyncapi.title=Shop",
                "capstan.asyncapi.version=2.5",
                "capstan.channels.route=/channels");
    }

    @Deployment(name = "off", testable = false)
    static Archive<?> off() {
        return Wars.of("no-asyncapi", Shop.class, Wish.class, Found.class).addClass(Gatekeeper.class);
    }

    private static HttpAnswer ask(URL url, String method) throws Exception {
        URI base = url.toURI();
        String context = base.getPath().replaceAll("/$", "");
        return RawSocket.connect(base).request(method, context + PATH).plain().answer();
    }

    @Test
    @DisplayName("the document is valid by the specification's own schema, and has what the code has")
    void valid() throws Exception {
        HttpAnswer answer = ask(on, "GET");
        assertEquals(200, answer.status());
        String document = answer.body();
        assertEquals(List.of(), Specification.faults(document));
        for (String part : List.of(
                "\"asyncapi\":\"3.0.0\"",
                "\"title\":\"Shop\",\"version\":\"2.5\"",
                "\"host\":\"" + on.getHost() + ":" + on.getPort() + "\",\"protocol\":\"ws\"",
                "\"address\":\"/shop/{country}\"",
                "\"address\":\"/channels\"",
                "\"address\":\"news\"",
                "\"words\":{\"type\":\"string\",\"minLength\":2,\"maxLength\":9}",
                "\"Found.list\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"posted\":")) {
            assertTrue(document.contains(part), () -> part + " is not in " + document);
        }
    }

    @Test
    @DisplayName("it is not there unless it is switched on")
    void absent() throws Exception {
        HttpAnswer answer = ask(off, "GET");
        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("\"status\":404"), answer.body());
        assertEquals(
                "application/problem+json",
                answer.header("Content-Type").orElse("").replaceAll(";.*", ""));
    }

    @Test
    @DisplayName("it can be read, and nothing else")
    void methods() throws Exception {
        HttpAnswer answer = ask(on, "POST");
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.header("Allow").orElse(""));
    }
}
