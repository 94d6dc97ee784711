package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.QueryParam;
import io.capstan.Route;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Components in the annotated style, and those that mix it with others. */
public final class Stall {
    private Stall() {}

    /** What is asked for. */
    public record Order(String sku, int pieces, List<String> notes) {}

    /** What is answered. */
    public record Receipt(String sku, int total) {}

    /** A unit. */
    public enum Unit {
        PIECE,
        DOZEN
    }

    /** Takes JSON, and knows where it is. */
    @Route("/stall/{name}/{number}")
    public static class Orders {
        @Inject
        Journal journal;

        @OnOpen
        public String greet(@PathParam("name") String name, Handshake handshake, @PathParam("number") int number) {
            return "welcome to " + name + " " + (number + 1) + " at " + handshake.route();
        }

        @OnMessage
        public Receipt order(
                @QueryParam(value = "price", defaultValue = "2") int price,
                Order order,
                @QueryParam("unit") Optional<Unit> unit,
                @QueryParam("tag") List<String> tags,
                Caller caller) {
            int pieces = unit.orElse(Unit.PIECE) == Unit.DOZEN ? order.pieces() * 12 : order.pieces();
            return new Receipt(order.sku() + order.notes() + tags + caller.isAnonymous(), pieces * price);
        }

        @OnMessage
        public byte[] bytes(byte[] message, Connection connection) {
            connection.send("so many: " + message.length);
            return message;
        }

        @OnError
        public void failed(Throwable error, @PathParam("name") String name) {
            journal.add(name + " error " + error.getClass().getSimpleName());
        }

        @OnClose
        public void left(CloseInfo close, @PathParam("name") String name, Optional<HttpSession> session) {
            journal.add(name + " close " + close.code() + " " + session.isPresent());
        }
    }

    /** Binds {@link Marking}. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Marked {}

    /** Marks what a method returns. */
    @Marked
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Marking {
        @AroundInvoke
        Object mark(InvocationContext call) throws Exception {
            return "marked " + call.proceed();
        }
    }

    /** Nothing of it is public, and it has state that only the bean itself has, not its proxy. */
    @Route("/hidden")
    static class Hidden {
        @Inject
        Journal journal;

        private String last = "nothing";

        @OnMessage
        @Marked
        String swap(String text) {
            String before = last;
            last = text + (journal == null ? " without injection" : "");
            return before;
        }

        @OnMessage
        protected ByteBuffer echo(ByteBuffer binary) {
            return binary;
        }
    }

    /** Replies with stages. */
    @Route("/later")
    public static class Later {
        @Inject
        Journal journal;

        @OnMessage
        public CompletionStage<Optional<Message>> later(String text) {
            CompletableFuture<Optional<Message>> stage = new CompletableFuture<>();
            new Thread(() -> {
                        if (text.equals("fail")) {
                            stage.completeExceptionally(new IllegalStateException("secret"));
                        } else {
                            stage.complete(
                                    text.isEmpty() ? Optional.empty() : Optional.of(Message.text("later " + text)));
                        }
                    })
                    .start();
            return stage;
        }

        @OnError
        public String failed(Throwable error) {
            journal.add("later " + error.getMessage());
            return "sorry";
        }
    }

    /** Mixes both styles, and has a handler for some only. */
    @Route("/mixed")
    public static class Mixed implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            connection.send("by interface");
        }

        @OnMessage
        public Map<String, Integer> count(List<Integer> numbers) {
            return Map.of("sum", numbers.stream().mapToInt(Integer::intValue).sum());
        }

        @OnMessage
        @RolesAllowed("clerk")
        public String clerk(ByteBuffer binary) {
            return "never";
        }
    }

    /** A part of a message with a constraint. */
    public record Title(@NotBlank String text) {}

    /** Checks what it gets, and what it says. */
    @Route("/checked")
    public static class Checked {
        @Inject
        Journal journal;

        @OnMessage
        @Size(max = 20)
        public String hear(@Valid Title title) {
            return title.text();
        }

        @OnError
        public void failed(Throwable error) {
            journal.add("checked " + error.getClass().getSimpleName());
        }
    }

    /** Wants a session. */
    @Route("/members")
    public static class Members {
        @OnMessage
        public Object member(String key, HttpSession session) {
            return session.getAttribute(key);
        }
    }

    /** Behind a card. */
    @ApplicationScoped
    public static class Dealer {
        @OnMessage
        public String deal(String text, @PathParam("table") String table) {
            return table + " " + text;
        }
    }
}
