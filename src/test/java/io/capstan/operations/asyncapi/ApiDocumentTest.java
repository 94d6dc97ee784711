package io.capstan.operations.asyncapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Message;
import io.capstan.OnAction;
import io.capstan.RelativeTime;
import io.capstan.Routes.Mounted;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import io.capstan.View;
import io.capstan.action.ActionStyle;
import io.capstan.action.ChannelsComponent;
import io.capstan.component.Components;
import io.capstan.component.StandAlone;
import io.capstan.wire.json.JsonBinding;
import io.capstan.wire.json.JsonEncoder;
import io.capstan.wire.json.JsonOptions;
import io.capstan.wire.json.PropertyNames;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.websocket.OnMessage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    public enum Size2 {
        SMALL,
        LARGE
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal {}

    public record Dog(String name, @RelativeTime Instant fed) implements Animal {}

    public record Cat(int lives) implements Animal {}

    public record Page<T>(List<T> items, Optional<Integer> next) {}

    public record Node(String name, List<Node> children) {}

    public record Order(
            @NotBlank @Size(max = 40) String name,
            @NotNull @Min(1) @Max(99) Integer count,
            @Positive @Digits(integer = 8, fraction = 2) BigDecimal price,
            @DecimalMin(value = "0.5", inclusive = false) double weight,
            @Pattern(regexp = "[A-Z]{3}") String currency,
            @Email Optional<String> mail,
            @NotEmpty List<@Size(min = 2) String> tags,
            Map<String, @Min(0) Integer> stock,
            @JsonbProperty("animal_of_choice") @Valid Animal animal,
            Size2 size,
            @JsonbTransient String secret,
            @JsonbDateFormat("dd.MM.yyyy") LocalDate german,
            LocalDate day,
            LocalDateTime local,
            ZonedDateTime zoned,
            Date old,
            Instant at,
            Duration time,
            UUID id,
            byte[] bytes,
            Object anything) {}

    public record Product(
            @View({"list", "detail"}) String name,
            @View("detail") String text,
            @View("admin") int cost) {}

    public static class Bean {
        private String word = "";
        public List<Order> orders = List.of();

        @NotNull
        public String getWord() {
            return word;
        }

        public void setWord(String word) {
            this.word = word;
        }
    }

    public static class Shop {
        @OnAction
        Page<Product> list(
                @OnAction.Param("words") @Size(min = 3) String words, @OnAction.Param("page") Optional<Integer> page) {
            return new Page<>(List.of(), page);
        }

        @OnAction
        @View("list")
        List<Product> names() {
            return List.of();
        }

        @OnAction
        CompletionStage<Optional<Node>> tree(@Valid Order order) {
            throw new IllegalStateException(order.name());
        }

        @OnAction
        @SendTo(channel = "orders.{data.currency}")
        Order order(@Valid Order order) {
            return order;
        }

        @OnAction("say it/all")
        @SendTo(Receivers.ALL)
        Animal say(List<Animal> animals, io.capstan.Caller caller) {
            return animals.get(0);
        }

        @OnAction
        void forget(Bean bean) {}
    }

    public static class Plain {
        @OnMessage
        @View("detail")
        Product any(Order order) {
            throw new IllegalStateException(order.name());
        }

        @OnMessage
        byte[] binary(ByteBuffer bytes) {
            return new byte[bytes.remaining()];
        }
    }

    private static Mounted mounted(String route, Class<?> component, String... subprotocols) {
        return new Mounted(route, component, List.of(subprotocols), List.of(), Optional.empty(), List.of(), Map.of());
    }

    private static JsonObject document() {
        ActionStyle actions = new ActionStyle();
        StandAlone.of(new Components(List.of(actions)), new Shop(), Optional.empty());
        return new ApiDocument(
                        new AsyncApiOptions(true, "Shop", "1.2"),
                        List.of(
                                mounted("/shop/{country=de}/*.json/**", Shop.class, "capstan.json"),
                                mounted("/plain", Plain.class),
                                mounted("/", Plain.class),
                                mounted("/channels", ChannelsComponent.class, "capstan.json")),
                        actions,
                        Set.of("news"),
                        new Schemas(PropertyNames.of(new JsonbConfig()), Set.of()))
                .build();
    }

    private final JsonObject document = document();
    private final String text = document.toString();

    private String at(String pointer) {
        return document.getValue(pointer).toString().replace('"', '\'');
    }

    private String schema(String name) {
        return at("/components/schemas/" + name);
    }

    @Test
    @DisplayName("the document is valid by the schema of the specification, and its references lead somewhere")
    void valid() {
        assertEquals(List.of(), Specification.faults(text));
        assertFalse(
                Specification.faults(text.replace("\"receive\"", "\"take\"")).isEmpty());
        assertFalse(Specification.faults(text.replace("schemas/Order\"", "schemas/Odrer\""))
                .isEmpty());
    }

    @Test
    @DisplayName("all routes, actions and channels are there")
    void complete() {
        assertEquals(
                Set.of(
                        "shop-country-de-.json",
                        "plain",
                        "root",
                        "channels",
                        "channel.news",
                        "channel.orders.-data.currency"),
                document.getJsonObject("channels").keySet());
        assertEquals("'/shop/{country}/{piece1}.json/{rest}'", at("/channels/shop-country-de-.json/address"));
        assertEquals("'de'", at("/channels/shop-country-de-.json/parameters/country/default"));
        assertEquals("'orders.{data-currency}'", at("/channels/channel.orders.-data.currency/address"));
        assertTrue(document.getJsonObject("operations")
                .keySet()
                .containsAll(Set.of(
                        "shop-country-de-.json.list",
                        "shop-country-de-.json.say-it-all",
                        "shop-country-de-.json.say-it-all.send",
                        "shop-country-de-.json.channel.subscribe",
                        "plain.Order",
                        "plain.binary",
                        "channels.channel.history",
                        "channel.news.publication.send")));
    }

    @Test
    @DisplayName("an action has the schema of its data, and its reply that of what its method returns")
    void actions() {
        assertEquals(
                "{'action':{'const':'list'},'data':{'type':'object','properties':{'words':{'type':'string','minLength':3},"
                        + "'page':{'type':'integer','format':'int32'}},'required':['words']},"
                        + "'id':{'type':['number','string'],'description':'Repeated by the answer.'}}",
                at("/channels/shop-country-de-.json/messages/list/payload/properties"));
        assertEquals(
                "{'$ref':'#/components/schemas/Node'}",
                at("/channels/shop-country-de-.json/messages/tree.reply/payload/properties/data"));
        assertEquals("['action']", at("/channels/shop-country-de-.json/messages/forget.reply/payload/required"));
        assertEquals(
                "{'type':'array','items':{'$ref':'#/components/schemas/Product.list'}}",
                at("/channels/shop-country-de-.json/messages/names.reply/payload/properties/data"));
        assertEquals(
                "[{'$ref':'#/channels/shop-country-de-.json/messages/tree.reply'},"
                        + "{'$ref':'#/channels/shop-country-de-.json/messages/error'}]",
                at("/operations/shop-country-de-.json.tree/reply/messages"));
        assertEquals(
                "{'$ref':'#/components/schemas/Order.written'}",
                at("/channels/channel.orders.-data.currency/messages/publication/payload/properties/data"));
    }

    @Test
    @DisplayName("constraints of Bean Validation are keywords, and types have their formats")
    void keywords() {
        String order = schema("Order");
        for (String part : List.of(
                "'name':{'type':'string','minLength':1,'pattern':'\\\\S','maxLength':40}",
                "'count':{'type':'integer','format':'int32','minimum':1,'maximum':99}",
                "'price':{'type':'number','exclusiveMinimum':0,'multipleOf':0.01}",
                "'weight':{'type':'number','format':'double','exclusiveMinimum':0.5}",
                "'currency':{'type':'string','pattern':'^(?:[A-Z]{3})$'}",
                "'mail':{'type':'string','format':'email'}",
                "'tags':{'type':'array','items':{'type':'string','minLength':2},'minItems':1}",
                "'stock':{'type':'object','additionalProperties':{'type':'integer','format':'int32','minimum':0}}",
                "'animal_of_choice':{'$ref':'#/components/schemas/Animal'}",
                "'size':{'$ref':'#/components/schemas/Size2'}",
                "'german':{'type':'string'}",
                "'day':{'type':'string','format':'date'}",
                "'at':{'type':'string','format':'date-time'}",
                "'time':{'type':'string','format':'duration'}",
                "'id':{'type':'string','format':'uuid'}",
                "'bytes':{'type':'array','items':{'type':'integer'}}",
                "'anything':{}",
                "'required':['count','name','tags']")) {
            assertTrue(order.contains(part), () -> part + " is not in " + order);
        }
        assertFalse(order.contains("secret"));
        assertEquals("{'type':'string','enum':['SMALL','LARGE']}", schema("Size2"));
        assertTrue(schema("Bean").contains("'required':['word']"), schema("Bean"));
    }

    @Test
    @DisplayName("generic, recursive and polymorphic types have places of their own")
    void shapes() {
        assertEquals(
                "{'type':'object','properties':{'items':{'type':'array','items':{'$ref':'#/components/schemas/"
                        + "Product.written'}},'next':{'type':'integer','format':'int32'}}}",
                schema("Page-Product.written"));
        assertEquals(
                "{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#/components/schemas/Node'}},"
                        + "'name':{'type':'string'}}}",
                schema("Node"));
        assertEquals(
                "{'oneOf':[{'$ref':'#/components/schemas/Dog'},{'$ref':'#/components/schemas/Cat'}]}",
                schema("Animal"));
        assertTrue(schema("Cat").contains("'kind':{'const':'cat'}"), schema("Cat"));
    }

    @Test
    @DisplayName("PAR-307 a view has its own schema, and so has what is read and written in different ways")
    void views() {
        assertEquals("{'type':'object','properties':{'name':{'type':'string'}}}", schema("Product.list"));
        assertEquals(
                "{'type':'object','properties':{'name':{'type':'string'},'text':{'type':'string'}}}",
                schema("Product.detail"));
        assertEquals("{'type':'object','properties':{}}", schema("Product.written"));
        assertTrue(schema("Dog").contains("'fed':{'type':'string','format':'date-time'}"), schema("Dog"));
        assertTrue(schema("Dog.written").contains("'fed':{'type':'string','description':"), schema("Dog.written"));
    }

    @Test
    @DisplayName("what JSON-B writes is valid by the schemas")
    void written() {
        JsonOptions options = JsonOptions.DEFAULTS;
        JsonEncoder encoder = new JsonEncoder(
                new JsonBinding(new JsonbConfig(), Optional.empty(), options), options, Clock.systemUTC());
        Order order = new Order(
                "a",
                1,
                BigDecimal.ONE,
                1,
                "EUR",
                Optional.of("ada@example.org"),
                List.of("ab"),
                Map.of("x", 1),
                new Dog("Rex", Instant.EPOCH),
                Size2.LARGE,
                "s",
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                LocalDateTime.MAX.withYear(2026),
                ZonedDateTime.now(),
                new Date(),
                Instant.EPOCH,
                Duration.ofDays(1),
                UUID.randomUUID(),
                new byte[] {1},
                List.of(1));
        assertEquals(
                List.of(),
                Specification.faults(
                        text,
                        "#/components/schemas/Order.written",
                        encoder.write(order, Set.of()).text()));
        Node tree = new Node("a", List.of(new Node("b", List.of())));
        assertEquals(
                List.of(),
                Specification.faults(
                        text,
                        "#/components/schemas/Node",
                        encoder.write(tree, Set.of()).text()));
        assertEquals(
                List.of(),
                Specification.faults(
                        text,
                        "#/components/schemas/Product.detail",
                        encoder.write(new Product("a", "b", 1), Set.of("detail"))
                                .text()));
        assertFalse(Specification.faults(text, "#/components/schemas/Order", "{\"count\":100}")
                .isEmpty());
    }

    @Test
    @DisplayName("a component that answers with messages of its own says nothing of their data")
    void messages() {
        class Free {
            @OnMessage
            Message any(String text) {
                return Message.text(text);
            }
        }
        JsonObject free = new ApiDocument(
                        new AsyncApiOptions(true, "Free", "1"),
                        List.of(mounted("/free", Free.class)),
                        new ActionStyle(),
                        Set.of(),
                        new Schemas(PropertyNames.of(new JsonbConfig()), Set.of()))
                .build();
        assertEquals(List.of(), Specification.faults(free.toString()));
        assertFalse(free.getJsonObject("operations").getJsonObject("free.text").containsKey("reply"));
    }
}
