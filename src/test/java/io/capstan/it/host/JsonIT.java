package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.OnAction;
import io.capstan.RelativeTime;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import io.capstan.View;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.websocket.OnMessage;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Views, relative times and the application's own configuration of JSON-B, with the JSON-B of the host. */
@ExtendWith(ArquillianExtension.class)
class JsonIT {
    @ArquillianResource
    URL url;

    private URI base;

    public record Maker(
            @View("list") String name, @View("detail") String city) {}

    public record Product(
            @View({"list", "detail"}) String productName,
            @View("detail") Maker maker,
            @View("admin") BigDecimal cost,
            String remark) {}

    public record Dates(
            @RelativeTime Instant a,
            @RelativeTime LocalDateTime b,
            @RelativeTime OffsetDateTime c,
            @RelativeTime ZonedDateTime d,
            @RelativeTime Date e,
            @RelativeTime Optional<Instant> f,
            Instant createdAt) {}

    @JsonbTypeInfo(
            key = "kind",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal {}

    public record Dog(String name) implements Animal {}

    public record Cat(int lives) implements Animal {}

    public record Everything(
            BigDecimal big,
            Optional<String> perhaps,
            LocalDate day,
            Duration time,
            OffsetDateTime there,
            List<Animal> animals,
            String missing) {}

    /** Counts how often it is written. */
    public static class Post {
        static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
        static final AtomicInteger WRITTEN = new AtomicInteger();

        @RelativeTime
        public Instant getPosted() {
            WRITTEN.incrementAndGet();
            return NOW.minusSeconds(120);
        }
    }

    @Route("/shop")
    public static class Shop {
        private static final Product CHAIR =
                new Product("Chair", new Maker("Sedes", "Köln"), new BigDecimal("9.50"), "none");

        @Inject
        Channels channels;

        @OnAction
        @View("list")
        List<Product> list() {
            return List.of(CHAIR);
        }

        @OnAction
        @View("detail")
        CompletionStage<Optional<Product>> detail() {
            return CompletableFuture.completedFuture(Optional.of(CHAIR));
        }

        @OnAction
        Product whole() {
            return CHAIR;
        }

        @OnAction
        Dates dates(long seconds) {
            Instant then = Post.NOW.plusSeconds(seconds);
            ZoneId tokyo = ZoneId.of("Asia/Tokyo");
            return new Dates(
                    then,
                    LocalDateTime.ofInstant(then, tokyo),
                    OffsetDateTime.ofInstant(then, ZoneId.of("-03:00")),
                    then.atZone(tokyo),
                    Date.from(then),
                    Optional.of(then),
                    then);
        }

        @OnAction
        Dates noDates() {
            return new Dates(null, null, null, null, null, Optional.empty(), Post.NOW);
        }

        @OnAction
        Everything echo(Everything everything) {
            return everything;
        }

        @OnAction
        @SendTo(Receivers.ALL)
        Post tellAll() {
            return new Post();
        }

        @OnAction
        void publish() {
            channels.channel("posts").publish(new Post());
        }

        @OnAction
        int written() {
            return Post.WRITTEN.getAndSet(0);
        }

        @OnAction
        List<Object> circle() {
            List<Object> circle = new ArrayList<>();
            circle.add(circle);
            return circle;
        }
    }

    @Route("/plain")
    public static class Plain {
        @OnMessage
        @View("list")
        Product any(String text) {
            return Shop.CHAIR;
        }
    }

    @Route("/admin")
    public static class Admin implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(Message.json(Shop.CHAIR, "admin", "list"));
        }
    }

    /** What the application says about JSON and time. */
    @ApplicationScoped
    public static class Setting {
        @Produces
        JsonbConfig config() {
            return new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES);
        }

        @Produces
        Clock clock() {
            return Clock.fixed(Post.NOW, ZoneId.of("Asia/Tokyo"));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of(
                                "json",
                                Maker.class,
                                Product.class,
                                Dates.class,
                                Animal.class,
                                Dog.class,
                                Cat.class,
                                Everything.class,
                                Post.class,
                                Shop.class,
                                Plain.class,
                                Admin.class,
                                Setting.class)
                        .addClass(Gatekeeper.class),
                "capstan.json.language=fr",
                "capstan.json.relative-time=created_at, updated_at",
                "capstan.json.members=50",
                "capstan.channels.rule.posts.pattern=posts",
                "capstan.channels.rule.posts.subscribe=everyone",
                "capstan.channels.rule.posts.history=everyone",
                "capstan.channels.rule.posts.history.size=5");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open(String path, String languages) {
        return RawSocket.connect(base)
                .get(path)
                .header("Accept-Language", languages)
                .upgrade();
    }

    private static String ask(RawWebSocket client, String message) {
        return client.send(message.replace('\'', '"')).receiveText();
    }

    /** The data of the reply, in which single quotation marks stand for double ones. */
    private static String data(RawWebSocket client, String action) {
        String answer = ask(client, "{'action':'" + action + "'}");
        String start = "{\"action\":\"" + action + "\",\"data\":";
        assertTrue(answer.startsWith(start), answer);
        return answer.substring(start.length(), answer.length() - 1).replace('"', '\'');
    }

    @Test
    @DisplayName("PAR-307 a reply has the properties of the view of its method, in nested objects too")
    void views() {
        try (RawWebSocket client = open("/shop", "en");
                RawWebSocket plain = open("/plain", "en");
                RawWebSocket admin = open("/admin", "en")) {
            assertEquals("[{'product_name':'Chair'}]", data(client, "list"));
            assertEquals("{'maker':{'city':'Köln'},'product_name':'Chair'}", data(client, "detail"));
            assertEquals("{'remark':'none'}", data(client, "whole"));
            assertEquals("{\"product_name\":\"Chair\"}", ask(plain, "any"));
            assertEquals("{\"cost\":9.50,\"product_name\":\"Chair\"}", ask(admin, "any"));
        }
    }

    @Test
    @DisplayName("PAR-308 dates are written in the language of the handshake, with its plural forms")
    void languages() {
        String[][] expected = {
            {"en-US,en;q=0.9", "-7200", "2 hours ago"},
            {"de", "-1", "vor 1 Sekunde"},
            {"xx,ru;q=0.5", "300", "через 5 минут"},
            {"ru-RU", "-1260", "21 минуту назад"},
            {"pl", "7200", "za 2 godziny"},
            {"ar", "-172800", "قبل يومين"},
            {"es-ES", "86400", "dentro de 1 día"},
            {"ja", "-63072000", "2 年前"},
            {"fr", "0", "maintenant"},
            {"nonsense;;;", "0", "maintenant"},
        };
        for (String[] one : expected) {
            try (RawWebSocket client = open("/shop", one[0])) {
                String words = "\"" + one[2] + "\"";
                assertEquals(
                        "{\"action\":\"dates\",\"data\":{\"a\":" + words + ",\"b\":" + words + ",\"c\":" + words
                                + ",\"created_at\":" + words + ",\"d\":" + words + ",\"e\":" + words + ",\"f\":" + words
                                + "}}",
                        ask(client, "{'action':'dates','data':" + one[1] + "}"));
            }
        }
    }

    @Test
    @DisplayName("PAR-308 a date that is null is written as an empty string")
    void nothing() {
        try (RawWebSocket client = open("/shop", "en")) {
            assertEquals("{'a':'','b':'','c':'','created_at':'now','d':'','e':'','f':''}", data(client, "noDates"));
        }
    }

    @Test
    @DisplayName("PAR-308 what goes to many is encoded once, and comes to each in its own language")
    void once() {
        try (RawWebSocket first = open("/shop", "de");
                RawWebSocket second = open("/shop", "de-DE");
                RawWebSocket third = open("/shop", "en")) {
            data(first, "written");
            String german = "'data':{'posted':'vor 2 Minuten'}}".replace('\'', '"');
            String english = german.replace("vor 2 Minuten", "2 minutes ago");
            assertEquals("{\"action\":\"tellAll\"," + german, ask(first, "{'action':'tellAll'}"));
            assertEquals("{\"action\":\"tellAll\"," + german, second.receiveText());
            assertEquals("{\"action\":\"tellAll\"," + english, third.receiveText());
            assertEquals("1", data(first, "written"));
            for (RawWebSocket each : List.of(first, second, third)) {
                ask(each, "{'action':'channel.subscribe','data':{'channel':'posts'}}");
            }
            String publication = "{\"action\":\"channel.message\",\"channel\":\"posts\",\"offset\":1,";
            assertEquals(publication + german, ask(first, "{'action':'publish'}"));
            assertEquals(publication + german, second.receiveText());
            assertEquals(publication + english, third.receiveText());
            assertEquals("1", data(first, "written"));
            String history = ask(third, "{'action':'channel.history','data':{'channel':'posts','limit':5}}");
            assertTrue(history.contains("{\"offset\":1," + english), history);
        }
    }

    @Test
    @DisplayName("numbers, dates, Optional and subtypes come back as they were sent")
    void types() {
        String all = "{'animals':[{'kind':'dog','name':'Rex'},{'kind':'cat','lives':9}],"
                + "'big':12345678901234567890.0123456789,'day':'2026-01-02','perhaps':'x',"
                + "'there':'2026-01-02T03:04:05+02:00','time':'PT1H30M'}";
        try (RawWebSocket client = open("/shop", "en")) {
            assertEquals(
                    "{'action':'echo','data':" + all + "}",
                    ask(client, "{'action':'echo','data':" + all + "}").replace('"', '\''));
        }
    }

    @Test
    @DisplayName("a reply that refers to itself fails like any other, and a document of too many members is refused")
    void limits() {
        try (RawWebSocket client = open("/shop", "en")) {
            String many = "{'action':'echo','data':{'animals':[" + "{'kind':'cat'},".repeat(30) + "{'kind':'cat'}]}}";
            String refused = ask(client, many);
            assertTrue(refused.startsWith("{\"action\":\"error\""), refused);
            String failed = ask(client, "{'action':'circle'}");
            assertTrue(failed.contains("\"code\":\"internal\""), failed);
        }
    }
}
