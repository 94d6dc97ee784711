package io.capstan.wire.undertow;

/**
 * Whether it has paid off lately to wait awake for the next turn: it has, if that began soon after the one before. A turn that
 * came too late weighs as much as eight that came soon, and no more than sixteen of those are remembered. So two late ones end
 * it, and where it looks worth while and is not, a ninth of the turns wait in vain.
 *
 * <p>Used by one thread. Times are those of {@link System#nanoTime}.
 */
final class Payoff {
    private static final int MOST = 16;
    private static final int LOSS = 8;

    private final long patience;
    private int balance;
    private boolean attempted;
    private long ended;

    /**
     * It has not.
     *
     * @param patience for how long is waited at most, in nanoseconds; 0: never
     * @param now the time
     */
    Payoff(long patience, long now) {
        this.patience = patience;
        ended = now - 2 * patience;
    }

    /** A turn begins. Who slept meanwhile has begun it later than it could have. */
    void began(long now) {
        long soon = attempted ? patience : 2 * patience;
        balance = now - ended < soon ? Math.min(balance + 1, MOST) : Math.max(balance - LOSS, -LOSS);
    }

    /**
     * The turn has ended.
     *
     * @return whether to wait awake for the next one
     */
    boolean ended(long now) {
        ended = now;
        attempted = balance > 0;
        return attempted;
    }

    /** Whether to wait on. */
    boolean lasts(long now) {
        return now - ended < patience;
    }
}
