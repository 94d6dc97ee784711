package io.capstan.it.host.app;

import io.capstan.ChannelAuthorizer;
import io.capstan.OnPublication;
import io.capstan.Procedure;
import io.capstan.Wamp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What WAMP reaches of an application, which sleeps until it is woken, and remembers on which thread. */
@ApplicationScoped
public class Dozer {
    @Inject
    Wamp wamp;

    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asleep = new AtomicInteger();
    private volatile CountDownLatch morning = new CountDownLatch(0);

    void sleep() {
        threads.add(Thread.currentThread().getName());
        asleep.incrementAndGet();
        try {
            morning.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asleep.decrementAndGet();
        }
    }

    /** From now on all fall asleep. */
    @Procedure("dozer.night")
    boolean night() {
        threads.clear();
        morning = new CountDownLatch(1);
        return true;
    }

    /** How many are asleep. */
    @Procedure("dozer.asleep")
    int asleep() {
        return asleep.get();
    }

    /** Wakes all up; the names of the threads on which they have slept. */
    @Procedure("dozer.wake")
    List<String> wake() {
        morning.countDown();
        return List.copyOf(threads);
    }

    @Procedure("dozer.nap")
    String nap() {
        sleep();
        return "slept";
    }

    @OnPublication("dozer.news")
    void news(String what) {
        sleep();
    }

    /** Sleeps where the answer of a client comes. */
    @Procedure("dozer.relay")
    CompletionStage<String> relay(String procedure) {
        return wamp.call(procedure).thenApply(result -> {
            sleep();
            return "relayed";
        });
    }

    /** Sleeps over whether a channel is open to somebody. */
    @ApplicationScoped
    public static class Porter implements ChannelAuthorizer {
        @Inject
        Dozer dozer;

        @Override
        public Decision decide(Request request) {
            if (request.channel().startsWith("locked.")) {
                dozer.sleep();
            }
            return Decision.IGNORE;
        }
    }

    /** Sleeps over whom a ticket stands for. */
    @ApplicationScoped
    public static class Clerk implements Wamp.Authenticator {
        @Inject
        Dozer dozer;

        @Override
        public Optional<Wamp.Principal> redeem(Wamp.Login login, String ticket) {
            dozer.sleep();
            return Optional.of(Wamp.Principal.of(ticket, "guest"));
        }
    }

    /** Sleeps over what a member may do. */
    @ApplicationScoped
    public static class Judge implements Wamp.Authorizer {
        @Inject
        Dozer dozer;

        @Override
        public Decision decide(Request request) {
            if (request.uri().startsWith("guarded.")) {
                dozer.sleep();
            }
            return Decision.IGNORE;
        }
    }

    /** The arguments by which clients are welcome in the realm of the tests. */
    public static Map<String, Object> ticketOf(String name) {
        return Map.of("authmethods", List.of("ticket"), "authid", name, "roles", Map.of("caller", Map.of()));
    }
}
