package io.capstan.it.host.wire.app;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;

/** From the first word that it hears it publishes from many threads, until it is destroyed. */
@ApplicationScoped
@Route("/restless")
@OutboxLimits(policy = OverflowPolicy.DROP_OLDEST)
public class Restless implements MessageComponent {
    /** The name of its threads. */
    public static final String THREAD = "restless publisher";

    private static final int THREADS = 4;

    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean over;

    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection connection, String text) {
        if (started.compareAndSet(false, true)) {
            for (int source = 0; source < THREADS; source++) {
                int number = source;
                Thread thread = new Thread(() -> publish(number), THREAD);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void publish(int source) {
        Connections all = connections.of(Restless.class);
        try {
            for (int number = 0; !over; number++) {
                all.broadcast(Mix.MIXED.sample(source, number).message());
                int next = ++number;
                all.all().forEach(one -> one.send(Mix.MIXED.sample(source, next).message()));
            }
        } catch (RuntimeException taken) {
            over = true; // the application was taken away below this thread
        }
    }

    @PreDestroy
    void end() {
        over = true;
    }
}
