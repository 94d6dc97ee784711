package io.capstan.wamp.dealer;

import io.capstan.Caller;
import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A session that keeps what it is told. */
final class FakeSession extends Session {
    private static final AtomicLong IDS = new AtomicLong(1000);

    private final List<WampMessage> told = new ArrayList<>();
    private volatile Consumer<WampMessage> listener = message -> {};
    private volatile int largest = Integer.MAX_VALUE;

    FakeSession(String name, String... features) {
        super(
                IDS.incrementAndGet(),
                new Identity("realm1", name, "user", "ticket", "static", Dict.EMPTY, Caller.of(name)),
                new Features(Set.of("caller", "callee"), Set.of(features)));
    }

    /** Answers at once. */
    FakeSession whenTold(Consumer<WampMessage> action) {
        listener = action;
        return this;
    }

    /** What it is told has no more bytes of arguments than so many. */
    FakeSession taking(int bytes) {
        largest = bytes;
        return this;
    }

    @Override
    public boolean offer(WampMessage message) {
        boolean fits = bytes(message) <= largest;
        if (fits) {
            send(message);
        }
        return fits;
    }

    private static int bytes(WampMessage message) {
        if (message instanceof WampMessage.Result result) {
            return result.arguments().bytes();
        }
        return message instanceof WampMessage.Invocation invocation
                ? invocation.arguments().bytes()
                : 0;
    }

    @Override
    public void send(WampMessage message) {
        synchronized (told) {
            told.add(message);
        }
        listener.accept(message);
    }

    @Override
    public void end(WampMessage last) {
        send(last);
    }

    List<WampMessage> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** What it was told last, which is of this type. */
    <M extends WampMessage> M last(Class<M> type) {
        List<WampMessage> all = told();
        return type.cast(all.get(all.size() - 1));
    }

    <M extends WampMessage> List<M> all(Class<M> type) {
        return told().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
