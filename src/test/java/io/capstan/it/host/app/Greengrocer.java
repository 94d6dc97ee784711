package io.capstan.it.host.app;

import io.capstan.OnAction;
import io.capstan.OnPublication;
import io.capstan.Procedure;
import io.capstan.Wamp;
import io.capstan.WampException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** A bean in a realm: its methods answer calls and take publications. */
@ApplicationScoped
public class Greengrocer {
    @Inject
    Wamp wamp;

    /** An order. */
    public record Order(@NotBlank String what, @Min(1) int pieces) {}

    /** A price. */
    public record Price(String what, long cents) {}

    /** There is none left. */
    @WampException.ErrorUri("grocer.sold_out")
    public static class SoldOutException extends Exception {
        private static final long serialVersionUID = 1L;

        SoldOutException(String what) {
            super("There is no " + what + " left.");
        }
    }

    @Procedure("grocer.price")
    Price price(String what, @OnAction.Param("pieces") Optional<Integer> pieces) throws SoldOutException {
        if (what.equals("truffle")) {
            throw new SoldOutException(what);
        }
        return new Price(what, 30L * pieces.orElse(1));
    }

    @Procedure("grocer.order")
    String order(@Valid Order order, Procedure.CallContext call) {
        return order.pieces() + " " + order.what() + " for " + call.caller().name();
    }

    @Procedure("grocer.cash")
    @RolesAllowed("owner")
    int cash() {
        return 1000;
    }

    @Procedure("grocer.broken")
    void broken() {
        throw new IllegalStateException("the scales");
    }

    @Procedure("grocer.refuse")
    void refuse() {
        throw new WampException("grocer.closed", List.of("closed"), Map.of("until", 8));
    }

    @Procedure("grocer.later")
    CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(() -> "later");
    }

    @Procedure("grocer.count")
    String count(int to, Procedure.ProgressiveResult<Integer> progress) {
        for (int i = 1; i < to; i++) {
            progress.send(i);
        }
        return "done";
    }

    @Procedure("grocer.stream")
    Flow.Publisher<String> stream() {
        SubmissionPublisher<String> items = new SubmissionPublisher<>();
        CompletableFuture.runAsync(() -> {
            while (!items.hasSubscribers()) {
                Thread.onSpinWait();
            }
            items.submit("apple");
            items.submit("pear");
            items.close();
        });
        return items;
    }

    @Procedure("grocer.sleep")
    void sleep() throws InterruptedException {
        wamp.publish("grocer.asleep");
        try {
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
            wamp.publish("grocer.woken");
            throw e;
        }
    }

    @Procedure(value = "grocer.any.", match = "prefix")
    String any(Procedure.CallContext call) {
        return call.procedure();
    }

    @Procedure("grocer.ask")
    CompletionStage<Object> ask(String procedure, String argument) {
        return wamp.call(procedure, argument).thenApply(result -> result.first().orElse("nothing"));
    }

    @OnPublication("grocer.orders")
    void ordered(Order order, OnPublication.Event event) {
        wamp.publish("grocer.confirmed", List.of(order.what()), Map.of("topic", event.topic()));
    }

    @OnPublication(value = "grocer..weather", match = "wildcard")
    void weather(String weather, OnPublication.Event event) {
        wamp.publish("grocer.noted", event.topic() + " " + weather);
    }
}
