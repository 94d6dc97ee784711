package io.capstan.wamp.bean;

import io.capstan.component.Invoker;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Serial;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A method that takes publications: one at a time and in order. */
final class SubscriberMethod implements Participant.Subscriber {
    private static final System.Logger LOG = System.getLogger(SubscriberMethod.class.getName());
    private static final int MOST_WAITING = 10_000;

    private final Exposed exposed;
    private final Supplier<Object> bean;
    private final Invoker invoker;
    private final Serial turns;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    SubscriberMethod(Exposed exposed, Supplier<Object> bean, Invoker invoker, Executor executor) {
        this.exposed = exposed;
        this.bean = bean;
        this.invoker = invoker;
        this.turns = new Serial(executor);
    }

    @Override
    public void take(WampMessage.Event event) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            lose();
            return;
        }
        turns.submit(() -> {
            waiting.decrementAndGet();
            run(new BeanEvent(event, exposed.uri()));
        });
    }

    /** The first one, and then each thousandth, is worth a line. */
    private void lose() {
        long count = lost.incrementAndGet();
        if (count % 1000 == 1) {
            LOG.log(
                    Level.WARNING,
                    () -> exposed + " is slower than what is published to " + exposed.uri() + ": " + count
                            + " publications were given up so far, since " + MOST_WAITING + " wait");
        }
    }

    private void run(BeanEvent event) {
        try {
            Calls.run(invoker, Optional.empty(), () -> exposed.method().call(bean.get(), event));
        } catch (Throwable error) { // whatever comes out of the application
            LOG.log(Level.WARNING, () -> exposed + " failed with a publication to " + event.topic(), error);
        }
    }
}
