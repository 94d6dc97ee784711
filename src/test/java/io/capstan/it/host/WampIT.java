package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.Users;
import io.capstan.Wamp;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of WAMP meet in realms, do what they may, and go. */
@ExtendWith(ArquillianExtension.class)
class WampIT {
    private static final Protocol JSON = Protocol.JSON;
    private static final Map<String, Object> NONE = Map.of();

    @ArquillianResource
    URL url;

    private URI route;

    /** Decides about procedures below {@code judged.}, by the number of times it was asked. */
    @ApplicationScoped
    public static class Judge implements Wamp.Authorizer {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Decision decide(Request request) {
            if (!request.uri().startsWith("judged.")) {
                return Decision.IGNORE;
            }
            Decision decision = asked.incrementAndGet() % 2 == 1 ? Decision.DENY : Decision.GRANT;
            return decision.cachedFor(Duration.ofHours(1));
        }
    }

    /** What an application does beside WAMP. */
    @Route("/control")
    public static class Control implements MessageComponent {
        @Inject
        Wamp.Permissions permissions;

        @Inject
        Channels channels;

        @Inject
        Users users;

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "purge" -> permissions.purge();
                case "publish" -> channels.channel("shop.sold").publish("from a bean");
                default -> {}
            }
            connection.send(text + " " + users.online("joe"));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp", Judge.class, Control.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1,shop",
                "capstan.wamp.realm.realm1.auth=anonymous,ticket",
                "capstan.wamp.realm.shop.auth=anonymous,ticket",
                "capstan.wamp.principal.joe.secret=s3cret",
                "capstan.wamp.principal.joe.role=clerk",
                "capstan.wamp.rule.all.match=prefix",
                "capstan.wamp.rule.all.allow=all",
                "capstan.wamp.rule.all.realm=shop",
                "capstan.wamp.rule.secret.uri=secret.",
                "capstan.wamp.rule.secret.match=prefix",
                "capstan.wamp.rule.secret.allow=none",
                "capstan.wamp.rule.secret.realm=shop",
                "capstan.wamp.rule.kill.uri=wamp.session.",
                "capstan.wamp.rule.kill.match=prefix",
                "capstan.wamp.rule.kill.allow=call",
                "capstan.wamp.rule.kill.role=clerk",
                "capstan.wamp.rule.kill.realm=shop",
                "capstan.channels.rule.locked.pattern=locked.**",
                "capstan.channels.rule.locked.subscribe=role:clerk",
                "capstan.channels.rule.locked.publish=role:clerk");
    }

    @BeforeEach
    void prepare() throws Exception {
        route = url.toURI().resolve("wamp");
    }

    private WampSocket join(String realm) {
        return WampSocket.join(route, JSON, realm);
    }

    private WampSocket clerk(String realm) {
        Object details = Map.of("roles", Map.of("caller", NONE), "authid", "joe", "authmethods", List.of("ticket"));
        WampSocket joe = WampSocket.connect(route, JSON).send(1, realm, details);
        joe.await(WampMessage.Challenge.class);
        joe.send(5, "s3cret", NONE).await(WampMessage.Welcome.class);
        return joe;
    }

    private static String error(WampSocket client) {
        return client.await(WampMessage.Failure.class).error();
    }

    @Test
    @DisplayName("one client publishes what another one gets, and one calls what another one offers")
    void together() {
        try (WampSocket ann = join("realm1");
                WampSocket bob = WampSocket.join(route, Protocol.CBOR, "realm1");
                JdkWebSocket control = JdkWebSocket.connect(route.resolve("control"))) {
            ann.send(32, 1, NONE, "shop.sold").await(WampMessage.Subscribed.class);
            bob.send(16, 1, Map.of("acknowledge", true), "shop.sold", List.of("tea"));
            bob.await(WampMessage.Published.class);
            assertEquals(Arguments.of("tea"), ann.await(WampMessage.Event.class).arguments());
            control.send("publish").awaitText();
            assertEquals(
                    Arguments.of("from a bean"),
                    ann.await(WampMessage.Event.class).arguments());
            ann.send(64, 2, NONE, "shop.price").await(WampMessage.Registered.class);
            bob.send(48, 2, NONE, "shop.price", List.of("tea"));
            ann.send(70, ann.await(WampMessage.Invocation.class).request(), NONE, List.of(3));
            assertEquals(Arguments.of(3), bob.await(WampMessage.Result.class).arguments());
        }
    }

    @Test
    @DisplayName("realms see nothing of each other")
    void apart() {
        try (WampSocket ann = join("realm1");
                WampSocket bob = join("shop")) {
            ann.send(32, 1, Map.of("match", "prefix"), "apart.").await(WampMessage.Subscribed.class);
            ann.send(64, 2, NONE, "apart.price").await(WampMessage.Registered.class);
            bob.send(16, 1, Map.of("acknowledge", true), "apart.sold").await(WampMessage.Published.class);
            bob.send(48, 2, NONE, "apart.price");
            assertEquals("wamp.error.no_such_procedure", error(bob));
            ann.send(48, 3, NONE, "wamp.session.count");
            ann.await(WampMessage.Result.class); // and no event before
        }
    }

    @Test
    @DisplayName("who has authenticated is the caller of the connection, for users and for channel rules")
    void caller() {
        try (JdkWebSocket control = JdkWebSocket.connect(route.resolve("control"));
                WampSocket guest = join("realm1")) {
            try (WampSocket joe = clerk("realm1")) {
                assertEquals("hi true", control.send("hi").awaitText());
                guest.send(32, 1, NONE, "locked.orders");
                assertEquals("wamp.error.not_authorized", error(guest), "the channel is locked");
                guest.send(32, 2, Map.of("match", "prefix"), "");
                assertEquals("wamp.error.not_authorized", error(guest), "the pattern reaches it");
                guest.send(32, 3, Map.of("match", "prefix"), "open.").await(WampMessage.Subscribed.class);
                joe.send(32, 1, NONE, "locked.orders").await(WampMessage.Subscribed.class);
            }
        }
    }

    @Test
    @DisplayName("rules say who may end sessions, and what nobody may do")
    void rules() {
        try (WampSocket joe = clerk("shop");
                WampSocket bob = join("shop")) {
            bob.send(16, 1, Map.of("acknowledge", true), "secret.plan");
            assertEquals("wamp.error.not_authorized", error(bob));
            bob.send(48, 2, NONE, "wamp.session.kill_by_authrole", List.of("clerk"));
            assertEquals("wamp.error.not_authorized", error(bob));
            joe.send(48, 1, NONE, "wamp.session.kill_by_authrole", List.of("anonymous"), Map.of("reason", "shop.shut"));
            assertEquals(Arguments.of(1), joe.await(WampMessage.Result.class).arguments());
            assertEquals("shop.shut", bob.await(WampMessage.Goodbye.class).reason());
            bob.send(6, NONE, "wamp.close.goodbye_and_out");
            assertEquals(1000, bob.awaitClose().code());
        }
    }

    @Test
    @DisplayName("what a bean has decided holds until it is purged")
    void purge() {
        try (WampSocket ann = join("realm1");
                JdkWebSocket control = JdkWebSocket.connect(route.resolve("control"))) {
            ann.send(48, 1, NONE, "judged.price");
            String first = error(ann);
            ann.send(48, 2, NONE, "judged.price");
            assertEquals(first, error(ann), "it is not asked again");
            control.send("purge").awaitText();
            ann.send(48, 3, NONE, "judged.price");
            assertNotEquals(first, error(ann));
        }
    }

    @Test
    @DisplayName("a client that is gone has left its testament")
    void testament() {
        try (WampSocket ann = join("realm1")) {
            ann.send(32, 1, NONE, "last.words").await(WampMessage.Subscribed.class);
            ann.send(32, 2, NONE, "wamp.session.on_leave").await(WampMessage.Subscribed.class);
            long left;
            try (WampSocket bob =
                    WampSocket.connect(route, JSON).send(1, "realm1", Map.of("roles", Map.of("caller", NONE)))) {
                left = bob.await(WampMessage.Welcome.class).session();
                bob.send(48, 1, NONE, "wamp.session.add_testament", List.of("last.words", List.of("farewell"), NONE));
                bob.await(WampMessage.Result.class);
            }
            awaitEvent(ann, arguments -> arguments.equals(List.of("farewell")));
            awaitEvent(
                    ann, arguments -> arguments.size() == 3 && arguments.get(0).equals(left));
        }
    }

    /** Drops events up to the first of this kind: sessions of other tests may be leaving still. */
    private static void awaitEvent(WampSocket client, Predicate<List<?>> wanted) {
        while (!wanted.test(client.await(WampMessage.Event.class).arguments().positional())) {
            // the next one
        }
    }

    @Test
    @DisplayName("a client that closes when it reads GOODBYE, as autobahn does, gets a close frame each time")
    void goodbyeAndClose() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (RawWebSocket client = RawSocket.connect(url.toURI())
                    .get("/wamp")
                    .header("Sec-WebSocket-Protocol", JSON.subprotocol())
                    .upgrade()) {
                client.send("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]").receiveText();
                client.send("[6,{},\"wamp.close.close_realm\"]").receiveText();
                client.send(RawFrame.close(1000, ""));
                assertEquals(1000, client.receiveClose().closeCode());
            }
        }
    }
}
