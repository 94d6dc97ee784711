package io.capstan.wire.undertow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/** Those of an application, one for each of the engine's threads that it uses. */
final class BusyPolls {
    private final Map<XnioIoThread, BusyPoll> all = new ConcurrentHashMap<>();
    private volatile long patience;

    /** How long threads may wait awake; not at all before this is called. For those that have not been asked for yet. */
    void last(Duration longest) {
        patience = longest.toNanos();
    }

    /** The one of a thread. */
    BusyPoll of(XnioIoThread thread) {
        return all.computeIfAbsent(thread, same -> new BusyPoll(same, patience));
    }

    /** Lets all threads sleep, and keeps nothing of theirs. */
    void stop() {
        patience = 0;
        all.values().forEach(poll -> {
            try {
                poll.close();
            } catch (RejectedExecutionException stopped) {
                // the engine has ended, and its pipes with it
            }
        });
        all.clear();
    }
}
