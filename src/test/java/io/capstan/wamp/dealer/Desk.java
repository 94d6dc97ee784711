package io.capstan.wamp.dealer;

import io.capstan.wamp.Broker;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A dealer to be tested, with a clock that stands still, and those who speak to it. */
final class Desk {
    final List<String> announced = Collections.synchronizedList(new ArrayList<>());
    final RealmDealer dealer;
    private final List<Alarm> alarms = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();

    private record Alarm(Duration delay, Runnable task, CompletableFuture<Void> future) {}

    Desk() {
        this(DealerOptions.DEFAULTS);
    }

    Desk(DealerOptions options) {
        dealer = new RealmDealer(new Announcements(), options, this::schedule);
    }

    static Desk strict() {
        return new Desk(new DealerOptions(Uris.Check.LOOSE, true, 100, 100));
    }

    private synchronized Future<?> schedule(Duration delay, Runnable task) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        alarms.add(new Alarm(delay, task, future));
        return future;
    }

    /** Lets everything happen that waits for so long. */
    void pass(Duration time) {
        List<Alarm> due = alarms.stream()
                .filter(alarm ->
                        alarm.delay().compareTo(time) <= 0 && !alarm.future().isCancelled())
                .toList();
        alarms.removeAll(due);
        due.forEach(alarm -> alarm.task().run());
    }

    /** Registers; the id. */
    long register(FakeSession callee, String procedure, Dict options) throws ProtocolViolation {
        dealer.register(callee, new WampMessage.Register(requests.incrementAndGet(), options, procedure));
        List<WampMessage.Registered> all = callee.all(WampMessage.Registered.class);
        return all.get(all.size() - 1).registration();
    }

    long register(FakeSession callee, String procedure) throws ProtocolViolation {
        return register(callee, procedure, Dict.EMPTY);
    }

    /** Tries to; the error. */
    String refused(FakeSession callee, String procedure, Dict options) throws ProtocolViolation {
        dealer.register(callee, new WampMessage.Register(requests.incrementAndGet(), options, procedure));
        return callee.last(WampMessage.Failure.class).error();
    }

    /** Calls; the request. */
    long call(FakeSession caller, String procedure, Dict options, Object... arguments) throws ProtocolViolation {
        return call(caller, procedure, options, Grant.PLAIN, arguments);
    }

    long call(FakeSession caller, String procedure, Dict options, Grant grant, Object... arguments)
            throws ProtocolViolation {
        long request = requests.incrementAndGet();
        dealer.call(
                caller,
                new WampMessage.Call(request, options, procedure, Arguments.of(List.of(arguments), Map.of())),
                grant);
        return request;
    }

    /** Calls a procedure of the realm; its first result. */
    Object ask(String procedure, Object... arguments) throws ProtocolViolation {
        FakeSession caller = new FakeSession("asker");
        call(caller, procedure, Dict.EMPTY, arguments);
        return caller.last(WampMessage.Result.class).arguments().positional().get(0);
    }

    /** Answers the newest invocation. */
    void answer(FakeSession callee, Dict options, Object... results) throws ProtocolViolation {
        List<WampMessage.Invocation> all = callee.all(WampMessage.Invocation.class);
        dealer.yield(
                callee,
                new WampMessage.Yield(
                        all.get(all.size() - 1).request(), options, Arguments.of(List.of(results), Map.of())));
    }

    void answer(FakeSession callee, Object result) throws ProtocolViolation {
        answer(callee, Dict.EMPTY, result);
    }

    /** Refuses the newest invocation. */
    void refuse(FakeSession callee, String error) throws ProtocolViolation {
        List<WampMessage.Invocation> all = callee.all(WampMessage.Invocation.class);
        dealer.fail(
                callee,
                new WampMessage.Failure(68, all.get(all.size() - 1).request(), Dict.EMPTY, error, Arguments.NONE));
    }

    /** What a caller was told last, as its error. */
    static String error(FakeSession caller) {
        return caller.last(WampMessage.Failure.class).error();
    }

    /** What a caller was told last, as its only result. */
    static Object result(FakeSession caller) {
        return caller.last(WampMessage.Result.class).arguments().positional().get(0);
    }

    private final class Announcements implements Broker {
        @Override
        public void subscribe(Session session, WampMessage.Subscribe request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unsubscribe(Session session, WampMessage.Unsubscribe request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void publish(Session session, WampMessage.Publish request, Grant grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void announce(String topic, Arguments arguments) {
            announced.add(topic.substring("wamp.registration.".length()));
        }

        @Override
        public void leave(Session session) {
            throw new UnsupportedOperationException();
        }
    }
}
