package io.capstan.wamp.bean;

import io.capstan.Caller;
import io.capstan.WampException;
import io.capstan.wamp.Features;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.RealmDesk;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Ids;
import io.capstan.wamp.message.MessageType;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The application itself as a session of a realm: what it is told is handed to its parts, on other threads, since it may be
 * told under locks. Thread-safe.
 */
final class Participant extends Session {
    private static final Set<String> FEATURES = Set.of(
            "callee.progressive_call_results",
            "callee.call_canceling",
            "callee.caller_identification",
            "caller.call_canceling",
            "subscriber.publisher_identification");

    private final RealmDesk realm;
    private final Executor executor;
    private final AtomicLong requests = new AtomicLong();

    /** Who waits for an answer, by the id of the request. */
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    /** Who answers, by the id of the registration. */
    private final Map<Long, Callee> callees = new ConcurrentHashMap<>();

    /** What runs, by the id of the invocation. */
    private final Map<Long, BeanCall> running = new ConcurrentHashMap<>();

    /** Who listens, by the id of the subscription. */
    private final Map<Long, List<Subscriber>> subscribers = new ConcurrentHashMap<>();

    /** Takes an answer at once, on the thread that brings it, which may hold a lock. */
    @FunctionalInterface
    private interface Waiting {
        void answered(WampMessage answer);
    }

    /** Answers calls. */
    interface Callee {
        /** The URI of the procedure, or the pattern of several. */
        String procedure();

        /** Answers a call, sooner or later. */
        void answer(BeanCall call);
    }

    /** Takes publications: hands them over to a thread of its own. */
    @FunctionalInterface
    interface Subscriber {
        void take(WampMessage.Event event);
    }

    Participant(RealmDesk realm, Executor executor) {
        super(
                Ids.session(),
                new Identity(realm.name(), "capstan", "trusted", "internal", "capstan", Dict.EMPTY, Caller.ANONYMOUS),
                new Features(Set.of("caller", "callee", "publisher", "subscriber"), FEATURES));
        this.realm = realm;
        this.executor = executor;
    }

    RealmDesk realm() {
        return realm;
    }

    Executor executor() {
        return executor;
    }

    // what it asks for

    /** Registers. */
    long register(Callee callee, Dict options) {
        return ask(
                request ->
                        realm.dealer().register(this, new WampMessage.Register(request, options, callee.procedure())),
                answer -> {
                    long id = ((WampMessage.Registered) answer).registration();
                    callees.put(id, callee);
                    return id;
                });
    }

    void unregister(long registration) {
        callees.remove(registration);
        realm.dealer().unregister(this, new WampMessage.Unregister(requests.incrementAndGet(), registration));
    }

    /** Subscribes. */
    void subscribe(String topic, Dict options, Subscriber subscriber) {
        ask(request -> realm.broker().subscribe(this, new WampMessage.Subscribe(request, options, topic)), answer -> {
            long id = ((WampMessage.Subscribed) answer).subscription();
            subscribers
                    .computeIfAbsent(id, none -> new CopyOnWriteArrayList<>())
                    .add(subscriber);
            return id;
        });
    }

    /** Publishes, to the subscribers in this application too. */
    void publish(String topic, Arguments arguments) {
        attempt(() -> realm.broker()
                .publish(
                        this,
                        new WampMessage.Publish(
                                requests.incrementAndGet(), Dict.of("exclude_me", false), topic, arguments),
                        Grant.PLAIN));
    }

    /** Calls; completes with a result or fails with a {@link WampException}. */
    CompletableFuture<Arguments> call(String procedure, Arguments arguments) {
        long request = requests.incrementAndGet();
        Answer answer = new Answer(request);
        waiting.put(request, message -> later(() -> answer.take(message)));
        attempt(() -> realm.dealer()
                .call(this, new WampMessage.Call(request, Dict.EMPTY, procedure, arguments), Grant.PLAIN));
        return answer;
    }

    /** A request that is answered before the method returns that it is made of. */
    private long ask(Request request, ToLongFunction<WampMessage> done) {
        long id = requests.incrementAndGet();
        CompletableFuture<Long> answered = new CompletableFuture<>();
        waiting.put(id, answer -> {
            if (answer instanceof WampMessage.Failure failure) {
                answered.completeExceptionally(exception(failure));
            } else {
                answered.complete(done.applyAsLong(answer));
            }
        });
        attempt(() -> request.make(id));
        try {
            return answered.getNow(0L);
        } catch (CompletionException e) {
            throw e.getCause() instanceof WampException refused ? refused : e;
        }
    }

    private interface Request {
        void make(long id) throws ProtocolViolation;
    }

    private interface Attempt {
        void run() throws ProtocolViolation;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ProtocolViolation e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static WampException exception(WampMessage.Failure failure) {
        return new WampException(
                failure.error(),
                failure.arguments().positional(),
                failure.arguments().named());
    }

    /** The answer to a call. */
    private final class Answer extends CompletableFuture<Arguments> {
        private final long request;

        Answer(long request) {
            this.request = request;
        }

        void take(WampMessage answer) {
            if (answer instanceof WampMessage.Failure failure) {
                completeExceptionally(exception(failure));
            } else {
                complete(answer.arguments());
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean canceled = super.cancel(mayInterruptIfRunning);
            if (canceled && waiting.remove(request) != null) {
                attempt(() -> realm.dealer().cancel(Participant.this, new WampMessage.Cancel(request, Dict.EMPTY)));
            }
            return canceled;
        }
    }

    // what it is told

    @Override
    public void send(WampMessage message) {
        if (message instanceof WampMessage.Event event) {
            subscribers.getOrDefault(event.subscription(), List.of()).forEach(subscriber -> subscriber.take(event));
        } else if (message instanceof WampMessage.Interrupt interrupt) {
            BeanCall call = running.get(interrupt.request());
            if (call != null) {
                later(call::cancel);
            }
        } else {
            Waiting who = waiting.remove(request(message));
            if (who != null) {
                who.answered(message);
            }
        }
    }

    /** Does something on another thread, also while the server stops: who tells may hold a lock and must not fail. */
    private void later(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopping) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    private static long request(WampMessage message) {
        if (message instanceof WampMessage.Result result) {
            return result.request();
        }
        if (message instanceof WampMessage.Failure failure) {
            return failure.request();
        }
        if (message instanceof WampMessage.Registered registered) {
            return registered.request();
        }
        return message instanceof WampMessage.Subscribed subscribed ? subscribed.request() : 0;
    }

    @Override
    public boolean invoke(WampMessage.Invocation invocation, Session caller) {
        @Nullable Callee callee = callees.get(invocation.registration());
        if (callee == null) {
            later(() -> refuse(invocation));
            return true;
        }
        BeanCall call = new BeanCall(invocation, callee.procedure(), caller);
        running.put(invocation.request(), call);
        try {
            executor.execute(() -> callee.answer(call));
        } catch (RejectedExecutionException stopping) {
            running.remove(invocation.request()); // the realm is about to be closed, and the call with it
        }
        return true;
    }

    /** It was unregistered when the call was on its way. */
    private void refuse(WampMessage.Invocation invocation) {
        attempt(() -> realm.dealer()
                .fail(
                        this,
                        new WampMessage.Failure(
                                MessageType.INVOCATION.code(),
                                invocation.request(),
                                Dict.EMPTY,
                                "wamp.error.no_such_procedure",
                                Arguments.NONE)));
    }

    /** A call has been answered. */
    void done(BeanCall call) {
        running.remove(call.invocation().request());
    }

    @Override
    public void end(WampMessage last) {
        // nobody ends the application but itself
    }

    /** The application stops. */
    void leave() {
        realm.dealer().leave(this);
        realm.broker().leave(this);
        running.values().forEach(BeanCall::cancel);
    }
}
