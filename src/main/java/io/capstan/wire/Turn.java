package io.capstan.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a thread does with all that it has read in one go. What it enqueues meanwhile leaves at the end: so the answers to what
 * came together leave together, in one write for each connection. What is left to another thread is left to it at the end too,
 * with all that has come behind it, so that it wakes up once.
 */
public final class Turn {
    private static final System.Logger LOG = System.getLogger(Turn.class.getName());
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final Set<Outbox> waiting = new LinkedHashSet<>(4);
    private final List<Runnable> leftOver = new ArrayList<>(1);

    private Turn() {}

    /** Begins the turn of this thread, which is in none. */
    public static Turn begin() {
        Turn turn = new Turn();
        CURRENT.set(turn);
        return turn;
    }

    /** Has an outbox flushed at the end of the turn of this thread; at once, if it is in none or if much waits already. */
    static void flush(Outbox outbox) {
        Turn turn = CURRENT.get();
        if (turn == null || !outbox.hasPlentyOfRoom()) {
            outbox.flush();
        } else {
            turn.waiting.add(outbox);
        }
    }

    /** Runs a step that hands something to another thread at the end of the turn of this thread; at once, if it is in none. */
    static void handOver(Runnable step) {
        Turn turn = CURRENT.get();
        if (turn == null) {
            step.run();
        } else {
            turn.leftOver.add(step);
        }
    }

    /** Ends it: what was left over is handed over, and what was enqueued leaves. */
    public void end() {
        CURRENT.remove(); // before anything else, so that nothing can be left behind on the thread
        leftOver.forEach(Turn::run);
        waiting.forEach(outbox -> run(outbox::flush));
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // what comes out of here would keep the others from their turn
            LOG.log(Level.ERROR, "a step at the end of a turn failed", e);
        }
    }
}
