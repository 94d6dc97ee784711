package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JtaTransactionsTest {
    private final OneTransaction registry = new OneTransaction();
    private final JtaTransactions transactions = new JtaTransactions(registry);
    private final List<String> done = new ArrayList<>();

    /** The transaction that this thread is in. */
    private static final class OneTransaction implements TransactionSynchronizationRegistry {
        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;

        void end(int with) {
            synchronizations.forEach(Synchronization::beforeCompletion);
            status = with;
            synchronizations.forEach(each -> each.afterCompletion(with));
        }

        @Override
        public Object getTransactionKey() {
            return this;
        }

        @Override
        public void putResource(Object key, Object value) {
            resources.put(key, value);
        }

        @Override
        public Object getResource(Object key) {
            return resources.get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            synchronizations.add(synchronization);
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            return status == Status.STATUS_MARKED_ROLLBACK;
        }
    }

    private void publish(String what) {
        transactions.afterCommit(() -> done.add(what));
    }

    @Test
    @DisplayName("what was published in a transaction leaves when it has committed, in order, one failing or not")
    void commit() {
        publish("one");
        transactions.afterCommit(() -> {
            throw new IllegalArgumentException("as asked");
        });
        publish("two");
        assertEquals(List.of(), done);
        assertEquals(1, registry.synchronizations.size(), "one for all");
        registry.end(Status.STATUS_COMMITTED);
        assertEquals(List.of("one", "two"), done);
    }

    @ParameterizedTest(name = "status {0}")
    @DisplayName("nothing leaves unless it has committed")
    @ValueSource(ints = {Status.STATUS_ROLLEDBACK, Status.STATUS_UNKNOWN, Status.STATUS_MARKED_ROLLBACK})
    void rollback(int end) {
        publish("never");
        registry.end(end);
        assertEquals(List.of(), done);
    }

    @Test
    @DisplayName("what is published where a transaction can only roll back never leaves")
    void marked() {
        registry.setRollbackOnly();
        publish("never");
        registry.end(Status.STATUS_ROLLEDBACK);
        assertEquals(List.of(), done);
    }

    @ParameterizedTest(name = "status {0}")
    @DisplayName("what is published without a transaction, or behind the end of one, leaves at once")
    @ValueSource(ints = {Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK})
    void none(int status) {
        registry.status = status;
        publish("now");
        assertEquals(List.of("now"), done);
    }

    @Test
    @DisplayName("where the server has no transactions there are none")
    void absent() {
        assertSame(Transactions.NONE, Transactions.find());
    }
}
