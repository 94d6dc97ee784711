package io.capstan.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from. Used by one thread at a time. */
interface Place {
    /** A connection. */
    Connection take() throws SQLException;

    /**
     * It is not used any more.
     *
     * @param sound whether all went well with it
     */
    void giveBack(Connection connection, boolean sound) throws SQLException;

    /** Ends what is kept. */
    void close() throws SQLException;
}
