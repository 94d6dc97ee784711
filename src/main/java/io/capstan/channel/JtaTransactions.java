package io.capstan.channel;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Transactions of Jakarta Transactions. Apart, so that nothing of its API is loaded where it is not there. */
final class JtaTransactions implements Transactions {
    private static final System.Logger LOG = System.getLogger(JtaTransactions.class.getName());
    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    private final TransactionSynchronizationRegistry registry;

    JtaTransactions(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    static Transactions find() {
        try {
            return new JtaTransactions(InitialContext.doLookup(NAME));
        } catch (NamingException | ClassCastException none) {
            return NONE;
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK -> action.run();
            case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK ->
                LOG.log(Level.DEBUG, "The transaction rolls back: nothing is published");
            default -> waiting().actions.add(action);
        }
    }

    private Waiting waiting() {
        if (registry.getResource(this) instanceof Waiting begun) {
            return begun;
        }
        Waiting waiting = new Waiting();
        registry.registerInterposedSynchronization(waiting);
        registry.putResource(this, waiting);
        return waiting;
    }

    /** What waits for the end of one transaction, which is used by one thread at a time. */
    private static final class Waiting implements Synchronization {
        private final Queue<Runnable> actions = new ArrayDeque<>();

        @Override
        public void beforeCompletion() {
            // what observers of this moment publish still gets in
        }

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED) {
                LOG.log(Level.DEBUG, () -> "The transaction ended with status " + status + ": nothing is published");
                return;
            }
            actions.forEach(Waiting::run);
        }

        private static void run(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) { // nobody could be told any more, and those behind it do not suffer
                LOG.log(Level.WARNING, "A publication failed after its transaction had committed", e);
            }
        }
    }
}
