package io.capstan.testing;

import io.capstan.component.ExceptionMappers;
import io.capstan.component.Invoker;
import io.capstan.component.RequestContexts;
import java.util.ArrayList;
import java.util.List;

/** How components failed, and whether the test has looked. There are no contexts here. Thread-safe. */
final class Failures implements Invoker.Contexts {
    // Guarded by this.
    private final ExceptionMappers mappers;
    private final List<Throwable> all = new ArrayList<>();
    private int seen;

    Failures(ExceptionMappers mappers) {
        this.mappers = mappers;
    }

    @Override
    public Throwable translate(Throwable error) {
        return mappers.translate(error);
    }

    @Override
    public void run(RequestContexts.Call call) throws Exception {
        call.run();
    }

    @Override
    public synchronized void failed(Throwable error) {
        all.add(error);
    }

    synchronized List<Throwable> look() {
        seen = all.size();
        return List.copyOf(all);
    }

    /** Fails if there are some at which nobody has looked. */
    synchronized void check() {
        List<Throwable> unseen = List.copyOf(all.subList(seen, all.size()));
        seen = all.size();
        if (!unseen.isEmpty()) {
            AssertionError error = new AssertionError(
                    "The component has failed, and the test has not looked at errors(): " + unseen, unseen.get(0));
            unseen.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }
}
