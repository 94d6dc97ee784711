package io.capstan.channel;

/** The transactions of an application. */
@FunctionalInterface
public interface Transactions {
    /** There are none. */
    Transactions NONE = Runnable::run;

    /**
     * Runs an action when the transaction has committed that this thread is in, behind what was given earlier in it; never,
     * if it rolls back; and at once, if this thread is in none.
     */
    void afterCommit(Runnable action);

    /** Those of the server; {@link #NONE} where it has none. */
    static Transactions find() {
        try {
            return JtaTransactions.find();
        } catch (LinkageError absent) { // the API itself is not there
            return NONE;
        }
    }
}
