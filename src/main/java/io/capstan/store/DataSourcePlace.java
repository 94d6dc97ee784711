package io.capstan.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source of the server, which has a pool of its own: each transaction takes a connection of it. */
record DataSourcePlace(DataSource source) implements Place {

    /** That of this name. */
    static DataSourcePlace find(String name) throws IOException {
        try {
            Object found = InitialContext.doLookup(name);
            if (found instanceof DataSource source) {
                return new DataSourcePlace(source);
            }
            throw new IOException("What has this name is no data source but " + found + ".");
        } catch (NamingException | RuntimeException e) {
            throw new IOException("There is nothing of this name (" + e + ").", e);
        }
    }

    @Override
    public Connection take() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void giveBack(Connection connection, boolean sound) throws SQLException {
        connection.close();
    }

    @Override
    public void close() {
        // the server's
    }
}
