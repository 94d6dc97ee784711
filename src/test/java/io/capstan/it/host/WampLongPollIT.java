package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Procedure;
import io.capstan.it.client.Http;
import io.capstan.it.client.PollSocket;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.NamedTokens;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of WAMP that come by requests, since nothing else gets through. */
@ExtendWith(ArquillianExtension.class)
class WampLongPollIT {
    private static final String OPEN = "{\"protocols\":[\"wamp.2.json\"]}";

    @ArquillianResource
    URL url;

    private URI base;
    private URI polled;

    /** What can be called. */
    @ApplicationScoped
    public static class Desk {
        @Procedure("shop.who")
        String who(Procedure.CallContext call) {
            return call.caller().isAnonymous() ? "nobody" : call.caller().name();
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp-longpoll", NamedTokens.class, Desk.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.longpoll.path=/wamp/lp",
                "capstan.wamp.longpoll.waiting=4s",
                "capstan.wamp.longpoll.idle=20s",
                "capstan.wamp.longpoll.per-caller=100",
                "capstan.wamp.longpoll.largest=20000",
                "capstan.limits.per-user=3",
                "capstan.route.WampComponent.outbox.messages=20",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous,caller");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        polled = base.resolve("wamp/lp/");
    }

    private PollSocket join(String... headers) {
        return PollSocket.join(polled, Protocol.JSON, "realm1", headers);
    }

    private WampSocket member() {
        return WampSocket.join(base.resolve("wamp"), Protocol.CBOR, "realm1");
    }

    @ParameterizedTest(name = "in {0}")
    @EnumSource(
            value = Protocol.class,
            names = {"JSON", "MSGPACK", "CBOR"})
    @DisplayName("a client subscribes, calls and is called beside clients with a WebSocket, and leaves")
    void takesPart(Protocol protocol) {
        PollSocket client = PollSocket.join(polled, protocol, "realm1");
        WampSocket member = member();
        client.send(32, 1, Map.of(), "shop.polled");
        client.await(WampMessage.Subscribed.class);
        member.send(16, 1, Map.of("acknowledge", true), "shop.polled", List.of("tea", 3));
        member.await(WampMessage.Published.class);
        assertEquals(
                List.of("tea", 3L),
                client.await(WampMessage.Event.class).arguments().positional());

        client.send(48, 2, Map.of(), "shop.who");
        assertEquals(
                List.of("nobody"),
                client.await(WampMessage.Result.class).arguments().positional());

        client.send(64, 3, Map.of(), "polled.echo");
        client.await(WampMessage.Registered.class);
        member.send(48, 2, Map.of(), "polled.echo", List.of("hello"));
        WampMessage.Invocation invocation = client.await(WampMessage.Invocation.class);
        client.send(70, invocation.request(), Map.of(), invocation.arguments().positional());
        assertEquals(
                List.of("hello"),
                member.await(WampMessage.Result.class).arguments().positional());

        client.send(6, Map.of(), "wamp.close.close_realm");
        assertEquals(
                "wamp.close.goodbye_and_out",
                client.await(WampMessage.Goodbye.class).reason());
        HttpResponse<byte[]> end = client.fetch().join();
        assertEquals(410, end.statusCode());
        assertTrue(new String(end.body(), StandardCharsets.UTF_8).contains("\"code\":1000"));
        assertEquals(404, client.fetch().join().statusCode());
    }

    @Test
    @DisplayName("in batches all that waits comes at once, in its order")
    void batches() {
        PollSocket client = PollSocket.open(polled, Protocol.JSON_BATCHED);
        String hello = "[1,\"realm1\",{\"roles\":{\"subscriber\":{},\"publisher\":{}}}]\u001e";
        String subscribe = "[32,1,{},\"shop.batch\"]\u001e";
        StringBuilder all = new StringBuilder(hello + subscribe);
        IntStream.range(0, 10)
                .forEach(i ->
                        all.append("[16," + (i + 2) + ",{\"exclude_me\":false},\"shop.batch\",[" + i + "]]\u001e"));
        assertEquals(
                204,
                client.post("send", all.toString().getBytes(StandardCharsets.UTF_8))
                        .statusCode());

        List<WampMessage> messages = client.read(client.fetch().join());

        assertEquals(12, messages.size(), messages::toString);
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of((long) i), messages.get(i + 2).arguments().positional());
        }
    }

    @Test
    @DisplayName("who waits is answered when the time is over, or by its own next request")
    void waits() {
        PollSocket client = join();
        long begun = System.nanoTime();
        assertEquals(204, client.fetch().join().statusCode());
        assertTrue(System.nanoTime() - begun > Duration.ofMillis(3800).toNanos(), "it did not wait");

        CompletableFuture<HttpResponse<byte[]>> first = client.fetch();
        CompletableFuture<HttpResponse<byte[]>> second = client.fetch();
        client.send(48, 1, Map.of(), "shop.who");
        long answers = Stream.of(first, second)
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 200)
                .count();
        assertEquals(1, answers);
    }

    @Test
    @DisplayName("a transport is its opener's alone, who is known by its token")
    void bound() {
        String[] ada = {"Authorization", "Bearer token-of-ada"};
        PollSocket client = join(ada);
        client.send(48, 1, Map.of(), "shop.who");
        assertEquals(
                List.of("ada"),
                client.await(WampMessage.Result.class).arguments().positional());

        for (String what : List.of("send", "receive", "close")) {
            assertEquals(404, Http.send(Http.post(client.at(what), "[]")).statusCode());
            assertEquals(
                    404,
                    Http.send(Http.post(client.at(what), "[]", "Authorization", "Bearer token-of-eve"))
                            .statusCode());
        }
        assertEquals(
                404, Http.send(Http.post(polled.resolve("xyz/receive"), "")).statusCode());
        client.send(48, 2, Map.of(), "shop.who");
        client.await(WampMessage.Result.class);
        assertEquals(204, client.post("close", new byte[0]).statusCode());
        assertEquals(404, client.post("close", new byte[0]).statusCode());
    }

    @Test
    @DisplayName("a transport counts as a connection of its user until it ends")
    void counted() {
        String[] bob = {"Authorization", "Bearer token-of-bob"};
        List<PollSocket> clients = IntStream.range(0, 3)
                .mapToObj(any -> PollSocket.open(polled, Protocol.JSON, bob))
                .toList();
        assertEquals(
                429, Http.send(Http.post(polled.resolve("open"), OPEN, bob)).statusCode());
        clients.get(0).post("close", new byte[0]);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        Http.send(Http.post(polled.resolve("open"), OPEN, bob)).statusCode() == 200);
    }

    @Test
    @DisplayName("who does not come any more has left, and looked like any other session before")
    void abandoned() {
        WampSocket member = member();
        PollSocket client = PollSocket.open(polled, Protocol.JSON);
        client.send(1, "realm1", Map.of("roles", Map.of("caller", Map.of())));
        long session = client.await(WampMessage.Welcome.class).session();
        member.send(48, 1, Map.of(), "wamp.session.get", List.of(session));
        String details =
                member.await(WampMessage.Result.class).arguments().json().replace(" ", "");
        assertTrue(details.contains("\"type\":\"longpoll\""), details);

        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    member.send(48, 2, Map.of(), "wamp.session.get", List.of(session));
                    return member.await() instanceof WampMessage.Failure;
                });
        assertEquals(404, client.fetch().join().statusCode());
    }

    @Test
    @DisplayName("who does not fetch what waits loses the transport and is told why; others lose nothing")
    void slow() {
        PollSocket slow = join();
        PollSocket quick = join();
        for (PollSocket client : List.of(slow, quick)) {
            client.send(32, 1, Map.of(), "shop.flood");
            client.await(WampMessage.Subscribed.class);
        }
        WampSocket member = member();
        for (int i = 0; i < 30; i++) {
            member.send(16, i + 1, Map.of("acknowledge", true), "shop.flood", List.of(i));
            member.await(WampMessage.Published.class);
            assertEquals(
                    List.of((long) i),
                    quick.await(WampMessage.Event.class).arguments().positional());
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    List.of((long) i),
                    slow.await(WampMessage.Event.class).arguments().positional());
        }
        HttpResponse<byte[]> end = slow.fetch().join();
        assertEquals(410, end.statusCode());
        String body = new String(end.body(), StandardCharsets.UTF_8);
        assertTrue(body.contains("\"code\":1013"), body);
    }

    @Test
    @DisplayName("what is no message is refused, with ABORT for the client and harm to nobody")
    void nonsense() {
        PollSocket client = join();
        assertEquals(
                400, client.post("send", "[]".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertEquals(
                "wamp.error.protocol_violation",
                client.await(WampMessage.Abort.class).reason());
        HttpResponse<byte[]> end = client.fetch().join();
        assertEquals(410, end.statusCode());
        assertTrue(new String(end.body(), StandardCharsets.UTF_8).contains("\"code\":1002"));

        PollSocket other = join();
        assertEquals(413, other.post("send", new byte[30_000]).statusCode());
        other.send(48, 1, Map.of(), "shop.who");
        other.await(WampMessage.Result.class);
        for (String body : List.of("", "[]", "{\"protocols\":[\"wamp.3.json\"]}", "{\"protocols\":[1]}", "{")) {
            assertEquals(400, Http.send(Http.post(polled.resolve("open"), body)).statusCode(), body);
        }
        assertEquals(
                405, Http.send(Http.request("GET", polled.resolve("open"), "")).statusCode());
        assertEquals(
                403,
                Http.send(Http.post(polled.resolve("open"), OPEN, "Origin", "https://foreign.example"))
                        .statusCode());
    }

    @Test
    @DisplayName("many who wait hold no thread that others need")
    void many() {
        List<PollSocket> waiting =
                IntStream.range(0, 60).mapToObj(any -> join()).toList();
        List<CompletableFuture<HttpResponse<byte[]>>> fetches =
                waiting.stream().map(PollSocket::fetch).toList();
        PollSocket client = join();
        long begun = System.nanoTime();
        client.send(48, 1, Map.of(), "shop.who");
        client.await(WampMessage.Result.class);
        assertTrue(fetches.stream().anyMatch(fetch -> !fetch.isDone()) || System.nanoTime() - begun < 4e9);
        fetches.forEach(fetch -> assertEquals(204, fetch.join().statusCode()));
        waiting.forEach(one -> one.post("close", new byte[0]));
    }
}
