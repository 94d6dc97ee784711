package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Caller;
import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Channels;
import io.capstan.ClientException;
import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.OnAction;
import io.capstan.QueryParam;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.ComponentTesterBuilder;
import io.capstan.testing.FakeConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

/** A component with {@code @OnAction}, without a container, and a client of it. */
abstract class ShopCase {
    public record Line(String sku, int pieces) {}

    public record Bill(String table, BigDecimal total) {}

    public enum Size {
        SMALL,
        LARGE
    }

    @Route("/shop/{table}")
    static class Shop {
        final List<String> errors = new ArrayList<>();
        final CompletableFuture<String> slow = new CompletableFuture<>();

        @OnOpen
        void open(@QueryParam("greet") Optional<String> greet) {
            if (greet.isPresent()) {
                throw new ClientException(
                        "Not today, " + greet.get(), "closed", !greet.get().equals("softly"));
            }
        }

        @OnError
        void failed(Throwable error) {
            errors.add(error.getClass().getSimpleName());
        }

        @OnAction
        Bill order(Line line, @PathParam("table") String table) {
            return new Bill(table, new BigDecimal("1.10").multiply(BigDecimal.valueOf(line.pieces())));
        }

        @OnAction("orders")
        int orders(List<Line> lines) {
            return lines.stream().mapToInt(Line::pieces).sum();
        }

        @OnAction
        String scalars(
                @OnAction.Param("sku") String text,
                int pieces,
                long cents,
                boolean fresh,
                Size size,
                UUID id,
                LocalDate day,
                BigDecimal price,
                Map<String, Integer> tags,
                @OnAction.Param("note") Optional<String> note,
                Optional<List<Line>> lines) {
            return String.join(
                    " ",
                    List.of(
                            text,
                            "" + pieces,
                            "" + cents,
                            "" + fresh,
                            "" + size,
                            "" + id,
                            "" + day,
                            "" + price,
                            "" + tags,
                            "" + note,
                            "" + lines));
        }

        @OnAction
        String who(Caller caller, Connection connection, Handshake handshake, Channels channels) {
            return caller.name() + " " + connection.caller().name() + " " + handshake.route() + " "
                    + channels.channel("x").size();
        }

        @OnAction
        void leave(Connection connection) {
            connection.attributes().put("left", true);
        }

        @OnAction
        Optional<String> find(Optional<Integer> number) {
            return number.map(found -> "number " + found);
        }

        @OnAction
        CompletionStage<String> later(Optional<String> what) {
            return slow;
        }

        @OnAction
        String fail(Map<String, String> how) throws Exception {
            switch (String.valueOf(how.get("kind"))) {
                case "error" -> throw new ClientException("\"Sold\" out\n", "sold-out", false);
                case "plain" -> throw new ClientException("No.", false);
                case "fatal" -> throw new ClientException("Go away.", "banned", true);
                case "code" -> throw new ClientException(4000, "This is over.");
                case "mapped" -> throw new NoSuchElementException("table users");
                case "child" -> throw new ArrayIndexOutOfBoundsException("secret");
                case "checked" -> throw new Exception("jdbc:secret");
                case "error-class" -> throw new AssertionError("secret");
                default -> throw new IllegalStateException("secret");
            }
        }

        @OnAction
        @RolesAllowed("clerk")
        String till() {
            return "open";
        }

        @OnAction
        @SendTo(Receivers.ALL)
        String shout(String text) {
            return text;
        }

        @OnAction
        @SendTo(Receivers.OTHERS)
        String whisper(String text) {
            return text;
        }

        @OnAction
        @SendTo(user = "{data.to}")
        Map<String, String> tell(Map<String, String> note) {
            return note;
        }

        @OnAction
        @SendTo(value = Receivers.CALLER, user = "{caller}", channel = "table.{table}")
        String note(String text) {
            return text;
        }

        @OnAction
        void follow(@ChannelName("table.{table}") Channel channel, Connection connection) {
            channel.join(connection);
        }
    }

    ComponentTester<Shop> tester = start(ComponentTester.builder(connections -> new Shop()));
    FakeConnection ada = connect("ada");

    static ComponentTester<Shop> start(ComponentTesterBuilder<Shop> builder) {
        return builder.start();
    }

    FakeConnection connect(String name, String... roles) {
        return tester.request("/shop/7").caller(Caller.of(name, roles)).connect();
    }

    @AfterEach
    void end() {
        tester.close();
    }

    /** Single quotation marks stand for double ones. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    List<String> ask(FakeConnection client, String message) {
        int before = client.received().size();
        client.sendText(json(message));
        List<String> all = client.received();
        return List.copyOf(all.subList(before, all.size()));
    }

    void assertAnswer(String expected, String message) {
        assertEquals(List.of(json(expected)), ask(ada, message));
    }
}
