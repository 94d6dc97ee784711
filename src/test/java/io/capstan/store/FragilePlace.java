package io.capstan.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that can be cut off, or made to hang. */
final class FragilePlace implements Place {
    private final Place place;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean cut;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FragilePlace(Place place) {
        this.place = place;
    }

    /** Nothing can be written from now on. */
    void cut() {
        cut = true;
    }

    /** It is there again. */
    void mend() {
        cut = false;
    }

    /** Whoever comes has to wait. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    /** Nobody has to wait any more. */
    void goOn() {
        gate.countDown();
    }

    /** How often somebody came in vain. */
    int refused() {
        return refused.get();
    }

    @Override
    public Connection take() throws SQLException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
        check();
        return place.take();
    }

    private void check() throws SQLException {
        if (cut) {
            refused.incrementAndGet();
            throw new SQLException("as asked");
        }
    }

    @Override
    public void giveBack(Connection connection, boolean sound) throws SQLException {
        place.giveBack(connection, sound);
    }

    @Override
    public void close() throws SQLException {
        place.close();
    }
}
