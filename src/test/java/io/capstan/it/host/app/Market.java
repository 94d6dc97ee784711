package io.capstan.it.host.app;

import io.capstan.Caller;
import io.capstan.Channels;
import io.capstan.ClientException;
import io.capstan.ClientException.Mapper;
import io.capstan.Connection;
import io.capstan.OnAction;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.websocket.OnError;
import jakarta.websocket.server.PathParam;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Components with actions. */
public final class Market {
    private Market() {}

    /** What is asked for. */
    public record ShowProduct(
            @NotBlank String sku, @Positive @Max(10) int pieces, LocalDate day) {}

    /** What is answered. */
    public record Product(String sku, BigDecimal price, String by) {}

    /** Several. */
    public record Basket(@NotEmpty List<@Valid ShowProduct> items) {}

    /** Marks calls that are counted. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Counted {}

    /** Counts them. */
    @Counted
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Counter {
        @Inject
        Journal journal;

        @AroundInvoke
        Object count(InvocationContext call) throws Exception {
            journal.add("counted " + call.getMethod().getName());
            return call.proceed();
        }
    }

    /** One for each message. */
    @RequestScoped
    public static class Receipt {
        private int lines;

        public int add() {
            return ++lines;
        }
    }

    /** Says what clients are told of exceptions. */
    @ApplicationScoped
    public static class NotFound implements Mapper<NoSuchElementException> {
        @Override
        public ClientException map(NoSuchElementException error) {
            return new ClientException("There is no such product.", "not-found", false);
        }

        @Produces
        Mapper<ArithmeticException> uncountable() {
            return error -> new ClientException("That cannot be counted.", "uncountable", true);
        }
    }

    /** Writes down which lines of the log have the ids of errors. */
    static final class LogReader extends Handler {
        private static final Pattern ID = Pattern.compile("error ([0-9a-f]{12})");

        private final Journal journal;

        LogReader(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void publish(LogRecord line) {
            Matcher id = ID.matcher(String.valueOf(line.getMessage()));
            if (id.find() && line.getThrown() != null) {
                journal.add("logged " + id.group(1) + " " + line.getThrown().getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Sells. */
    @Route("/market/{stand}")
    public static class Stand {
        @Inject
        Receipt receipt;

        @Inject
        Caller injected;

        @Inject
        Journal journal;

        private Handler reader;

        @PostConstruct
        void read() {
            reader = new LogReader(journal);
            Logger.getLogger("io.capstan.component").addHandler(reader);
        }

        @PreDestroy
        void stop() {
            Logger.getLogger("io.capstan.component").removeHandler(reader);
        }

        @OnError
        void failed(Throwable error) {
            journal.add("told " + error.getClass().getSimpleName());
        }

        @Counted
        @OnAction
        Product show(@Valid ShowProduct request, @PathParam("stand") String stand) {
            if (request.sku().equals("nothing")) {
                throw new NoSuchElementException("select * from products");
            }
            return new Product(
                    request.sku(), new BigDecimal("1.10"), stand + injected.name() + receipt.add() + receipt.add());
        }

        @OnAction("basket")
        int count(@Valid Basket basket) {
            return basket.items().size();
        }

        @OnAction
        String named(
                @NotBlank String sku,
                @Max(3) int pieces,
                @OnAction.Param("note") Optional<@Size(max = 3) String> note) {
            return sku + pieces + note.orElse("");
        }

        @OnAction
        CompletionStage<List<Product>> later(Optional<String> sku) {
            return CompletableFuture.supplyAsync(() -> List.of(new Product(sku.orElseThrow(), BigDecimal.ONE, "")));
        }

        @OnAction
        String divide(int by) {
            return "" + 1 / by;
        }

        @OnAction
        String fail(String kind) {
            if (kind.equals("told")) {
                throw new ClientException("Sold \"out\"", "sold-out", false);
            }
            if (kind.equals("fatal")) {
                throw new ClientException("Gone", true);
            }
            throw new IllegalStateException("jdbc:secret");
        }

        @OnAction
        @RolesAllowed("clerk")
        String till(Caller caller) {
            return caller.name();
        }

        @OnAction
        @SendTo(Receivers.OTHERS)
        String shout(String text) {
            return text;
        }

        @OnAction
        @SendTo(value = Receivers.CALLER, channel = "stand.{stand}")
        String announce(String text) {
            return text;
        }

        @OnAction
        void follow(Channels channels, Connection connection, @PathParam("stand") String stand) {
            channels.channel("stand." + stand).join(connection);
        }
    }

    /** The same for clients that are used to a forerunner. */
    @Route("/kiosk/{stand}")
    public static class Kiosk extends Stand {}
}
