package io.capstan.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Does all or nothing. Used by one thread at a time. */
record Transactions(Place place) {

    /** What is done. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T with(Connection connection) throws SQLException, IOException;
    }

    /** @throws IOException if it could not be done, or if that is not known */
    <T> T run(Work<T> work) throws IOException {
        try {
            Connection connection = place.take();
            boolean sound = false;
            try {
                connection.setAutoCommit(false);
                T result = work.with(connection);
                connection.commit();
                sound = true;
                return result;
            } finally {
                if (!sound) {
                    rollBack(connection);
                }
                place.giveBack(connection, sound);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ignored) { // a connection that is broken has nothing to roll back
        }
    }
}
