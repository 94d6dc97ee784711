package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.Procedure;
import io.capstan.WampException;
import io.capstan.it.client.Http;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Logins;
import io.capstan.it.host.app.NamedTokens;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain HTTP publishes to a realm and calls in it. */
@ExtendWith(ArquillianExtension.class)
class WampHttpIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** What can be called. */
    @ApplicationScoped
    @DeclareRoles("editor")
    public static class Desk {
        private final AtomicInteger interrupted = new AtomicInteger();

        @Procedure("shop.add")
        long add(long one, long two) {
            return one + two;
        }

        @Procedure("shop.who")
        String who(Procedure.CallContext call) {
            return call.caller().name() + new TreeSet<>(call.caller().roles());
        }

        @Procedure("shop.staff")
        @RolesAllowed("clerk")
        String staff() {
            return "tea is in the back room";
        }

        @Procedure("shop.sell")
        String sell(String what) {
            throw new WampException("shop.sold-out", List.of("There is no " + what + "."), Map.of("left", 0));
        }

        @Procedure("shop.break")
        String fall() {
            throw new IllegalStateException("secret of the shop");
        }

        @Procedure("shop.wait")
        String sleep() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            return "never";
        }

        @Procedure("shop.interrupted")
        int interrupted() {
            return interrupted.get();
        }

        @Procedure("shop.large")
        String large(int length) {
            return "x".repeat(length);
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        WebArchive war = Wars.withConfiguration(
                Wars.of("wamp-http", NamedTokens.class, Desk.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.bridge.path=/wamp",
                "capstan.wamp.bridge.largest=2000",
                "capstan.wamp.bridge.time=5s",
                "capstan.wamp.bridge.per-caller=20",
                "capstan.wamp.realms=realm1,closed",
                "capstan.wamp.realm.realm1.auth=anonymous,caller",
                "capstan.wamp.realm.closed.auth=caller",
                "capstan.origins=same-host,https://shop.example",
                "capstan.roles=editor",
                "capstan.wamp.rule.all.match=prefix",
                "capstan.wamp.rule.all.allow=all",
                "capstan.wamp.rule.orders.uri=orders.",
                "capstan.wamp.rule.orders.match=prefix",
                "capstan.wamp.rule.orders.role=clerk,editor",
                "capstan.wamp.rule.orders.allow=publish",
                "capstan.wamp.rule.nobody.uri=orders.",
                "capstan.wamp.rule.nobody.match=prefix",
                "capstan.wamp.rule.nobody.role=anonymous",
                "capstan.wamp.rule.nobody.allow=none");
        return Wars.withLogin(war, Logins.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return Http.send(Http.post(base.resolve(path), body, headers));
    }

    private HttpResponse<String> call(String body, String... headers) {
        return post("wamp/realm1/call", body, headers);
    }

    private HttpResponse<String> publish(String body, String... headers) {
        return post("wamp/realm1/publish", body, headers);
    }

    @Test
    @DisplayName("a call is answered with the result, by position and by name, and is kept by nobody")
    void calls() {
        HttpResponse<String> answer = call("{\"procedure\":\"shop.add\",\"args\":[40,2]}");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"args\":[42],\"kwargs\":{}}", answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "{\"args\":[42],\"kwargs\":{}}",
                call("{\"procedure\":\"shop.add\",\"kwargs\":{\"one\":2,\"two\":40},\"options\":{\"timeout\":1000}}")
                        .body());
    }

    @Test
    @DisplayName("a publication reaches subscribers with its arguments, and is answered with its id")
    void publishes() {
        WampSocket subscriber = WampSocket.join(base.resolve("wamp"), Protocol.CBOR, "realm1");
        subscriber.send(32, 1, Map.of(), "shop.news");
        subscriber.await(WampMessage.Subscribed.class);

        HttpResponse<String> answer =
                publish("{\"topic\":\"shop.news\",\"args\":[\"tea\",1.5,null],\"kwargs\":{\"now\":true}}");

        assertEquals(200, answer.statusCode(), answer.body());
        WampMessage.Event event = subscriber.await(WampMessage.Event.class);
        assertEquals("{\"id\":" + event.publication() + "}", answer.body());
        assertEquals(
                "[\"tea\",1.5,null],{\"now\":true}", event.arguments().json().replace(" ", ""));
    }

    @Test
    @DisplayName("members are not told of somebody who only asks once, and find nobody in the list")
    void unseen() {
        WampSocket member = WampSocket.join(base.resolve("wamp"), Protocol.JSON, "realm1");
        member.send(32, 1, Map.of(), "wamp.session.on_join");
        member.await(WampMessage.Subscribed.class);
        member.send(32, 2, Map.of(), "shop.seen");
        member.await(WampMessage.Subscribed.class);

        String count = call("{\"procedure\":\"wamp.session.count\"}").body();
        publish("{\"topic\":\"shop.seen\"}");

        WampMessage.Event event = member.await(WampMessage.Event.class);
        assertTrue(event.arguments().isEmpty(), event::toString);
        assertTrue(count.matches("\\{\"args\":\\[\\d+],\"kwargs\":\\{}}"), count);
    }

    @Test
    @DisplayName("who asks is known by its token or is anonymous, and may what its role may")
    void identity() {
        String who = "{\"procedure\":\"shop.who\"}";
        String staff = "{\"procedure\":\"shop.staff\"}";
        String order = "{\"topic\":\"orders.new\"}";
        String[] ada = {"Authorization", "Bearer token-of-ada"};

        assertTrue(call(who, ada).body().contains("ada[clerk]"));
        assertEquals(200, call(staff, ada).statusCode());
        assertEquals(200, publish(order, ada).statusCode());

        assertEquals(200, call(who).statusCode());
        HttpResponse<String> refused = call(staff);
        assertEquals(403, refused.statusCode());
        assertEquals("wamp.error.not_authorized", Http.object(refused).getString("error"));
        assertEquals(403, publish(order).statusCode());

        HttpResponse<String> wrong = call(who, "Authorization", "Bearer something");
        assertEquals(401, wrong.statusCode());
        assertTrue(wrong.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));

        String closed = "wamp/closed/call";
        HttpResponse<String> nobody = post(closed, "{\"procedure\":\"wamp.session.count\"}");
        assertEquals(401, nobody.statusCode());
        assertEquals("Bearer", nobody.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(
                200, post(closed, "{\"procedure\":\"wamp.session.count\"}", ada).statusCode());
    }

    @Test
    @DisplayName("a login of the container is who asks")
    void login() {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server has no logins");
        String credentials = Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = call("{\"procedure\":\"shop.who\"}", "Authorization", "Basic " + credentials);
        assertTrue(answer.body().contains("ada[editor]"), answer.body());
        assertEquals(
                200,
                publish("{\"topic\":\"orders.new\"}", "Authorization", "Basic " + credentials)
                        .statusCode());
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "wamp/realm1/call; {\"procedure\":\"no.such\"}; 404; wamp.error.no_such_procedure",
                "wamp/nowhere/call; {\"procedure\":\"shop.add\"}; 404; wamp.error.no_such_realm",
                "wamp/realm1/call; {\"procedure\":\"shop..add\"}; 400; wamp.error.invalid_uri",
                "wamp/realm1/publish; {\"topic\":\"wamp.session.on_join\"}; 400; wamp.error.invalid_uri",
                "wamp/realm1/call; {\"procedure\":\"shop.add\",\"args\":[1]}; 400; wamp.error.invalid_argument",
                "wamp/realm1/call; {\"procedure\":\"shop.add\",\"args\":1}; 400; wamp.error.invalid_argument",
                "wamp/realm1/call; {\"topic\":\"shop.add\"}; 400; wamp.error.invalid_argument",
                "wamp/realm1/call; {\"procedure\":\"shop.add\"; 400; wamp.error.invalid_argument",
                "wamp/realm1/call; []; 400; wamp.error.invalid_argument",
                "wamp/realm1/publish; {\"topic\":\"a.b\",\"options\":{\"exclude\":1}}; 400; wamp.error.invalid_argument",
                "wamp/realm1/call; {\"procedure\":\"shop.add\",\"options\":{\"receive_progress\":true}}; 400; wamp.error.option_not_allowed",
                "wamp/realm1/call; {\"procedure\":\"shop.sell\",\"args\":[\"tea\"]}; 422; shop.sold-out",
                "wamp/realm1/call; {\"procedure\":\"shop.break\"}; 500; wamp.error.runtime_error",
                "wamp/realm1/call; {\"procedure\":\"shop.wait\",\"options\":{\"timeout\":200}}; 504; wamp.error.timeout",
                "wamp/realm1/call; {\"procedure\":\"shop.wait\"}; 504; wamp.error.timeout"
            })
    @DisplayName("errors have a status, and the URI in the problem")
    void errors(String path, String body, int status, String error) {
        HttpResponse<String> answer = post(path, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        JsonObject problem = Http.object(answer);
        assertEquals(error, problem.getString("error"), answer.body());
        assertEquals(status, problem.getInt("status"));
        assertTrue(!answer.body().contains("secret of the shop"), answer.body());
    }

    @Test
    @DisplayName("an error of an application has its arguments")
    void ownError() {
        JsonObject problem = Http.object(call("{\"procedure\":\"shop.sell\",\"args\":[\"tea\"]}"));
        assertEquals("There is no tea.", problem.getString("detail"));
        assertEquals("{\"left\":0}", problem.getJsonObject("kwargs").toString());
    }

    @Test
    @DisplayName("who takes too long is interrupted")
    void interrupts() {
        int before = interrupted();
        assertEquals(504, call("{\"procedure\":\"shop.wait\"}").statusCode());
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> interrupted() > before);
    }

    private int interrupted() {
        return Http.object(call("{\"procedure\":\"shop.interrupted\"}"))
                .getJsonArray("args")
                .getInt(0);
    }

    @Test
    @DisplayName("other methods, other types, other places and what is too large are refused")
    void refusals() {
        URI call = base.resolve("wamp/realm1/call");
        HttpResponse<String> get = Http.send(Http.request("GET", call, ""));
        assertEquals(405, get.statusCode());
        assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
        assertEquals(415, call("{}", "Content-Type", "text/plain").statusCode());
        assertEquals(
                415,
                call("{}", "Content-Type", "application/json; charset=latin1").statusCode());
        assertEquals(413, call("{\"procedure\":\"" + "x".repeat(3000) + "\"}").statusCode());
        int elsewhere = post("wamp/realm1/register", "{}").statusCode();
        assertTrue(elsewhere == 404 || elsewhere == 405, () -> "a service where none is: " + elsewhere);
    }

    @Test
    @DisplayName("pages of an allowed origin may ask and read the answer, others get 403")
    void pages() {
        String body = "{\"procedure\":\"shop.add\",\"args\":[1,2]}";
        HttpResponse<String> allowed = call(body, "Origin", "https://shop.example");
        assertEquals(200, allowed.statusCode());
        assertEquals(
                "https://shop.example",
                allowed.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        HttpResponse<String> foreign = call(body, "Origin", "https://foreign.example");
        assertEquals(403, foreign.statusCode());
        assertEquals(Optional.empty(), foreign.headers().firstValue("Access-Control-Allow-Origin"));

        HttpResponse<String> preflight = Http.send(Http.request(
                "OPTIONS",
                base.resolve("wamp/realm1/call"),
                "",
                "Origin",
                "https://shop.example",
                "Access-Control-Request-Method",
                "POST"));
        assertEquals(204, preflight.statusCode());
        assertEquals(
                "POST",
                preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""));
    }

    @Test
    @DisplayName("a large result arrives whole")
    void large() {
        HttpResponse<String> answer = call("{\"procedure\":\"shop.large\",\"args\":[1000000]}");
        assertEquals(200, answer.statusCode());
        assertEquals(
                1_000_000 + "{\"args\":[\"\"],\"kwargs\":{}}".length(),
                answer.body().length());
    }

    @Test
    @DisplayName("calls that wait hold up nobody, and those of one caller are so many at most")
    void manyWait() {
        String wait = "{\"procedure\":\"shop.wait\"}";
        String[] bob = {"Authorization", "Bearer token-of-bob"};
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 25)
                .mapToObj(any -> Http.begin(Http.post(base.resolve("wamp/realm1/call"), wait, bob)))
                .toList();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> waiting.stream()
                .filter(CompletableFuture::isDone)
                .anyMatch(answer -> answer.join().statusCode() == 429));

        assertEquals(200, call("{\"procedure\":\"shop.add\",\"args\":[1,2]}").statusCode());

        List<Integer> statuses =
                waiting.stream().map(answer -> answer.join().statusCode()).toList();
        assertEquals(5, statuses.stream().filter(status -> status == 429).count(), statuses::toString);
        assertEquals(20, statuses.stream().filter(status -> status == 504).count(), statuses::toString);
    }
}
