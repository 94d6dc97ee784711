package io.capstan.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables, and all SQL that names them; of the kind that H2 and PostgreSQL take both.
 *
 * @param prefix what their names begin with
 */
record Tables(String prefix) {
    private static final int VERSION = 1;
    /** What SQL states of statements begin with that name something which is not there. */
    private static final String NOT_THERE = "42";

    private static final String PUBLICATION = "publication WHERE life = ?";

    /** Makes those that are not there. */
    static void prepare(Transactions database, String prefix) throws IOException {
        Tables tables = new Tables(prefix);
        int version = database.run(tables::version);
        if (version == 0) {
            database.run(connection -> {
                tables.create(connection);
                return version;
            });
        } else if (version != VERSION) {
            throw new IOException("Its tables " + prefix + "… have the version " + version + ", and this Capstan knows "
                    + VERSION + ". Start the newer Capstan, or set another capstan.channels.history.prefix.");
        }
    }

    /** 0 if there are none. */
    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT version FROM " + prefix + "store WHERE id = 1")) {
            return found.next() ? found.getInt(1) : 0;
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(NOT_THERE)) {
                connection.rollback();
                return 0;
            }
            throw e;
        }
    }

    private void create(Connection connection) throws SQLException {
        String bytes = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? "BYTEA" : "BLOB";
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE " + prefix + "store (id INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
                            + " sealed BOOLEAN NOT NULL, expires BIGINT NOT NULL, owner VARCHAR(200))");
            statement.executeUpdate(
                    "CREATE TABLE " + prefix + "channel (life BIGINT PRIMARY KEY, name VARCHAR NOT NULL,"
                            + " epoch VARCHAR(100) NOT NULL, newest BIGINT NOT NULL, last_left BIGINT NOT NULL,"
                            + " changed BIGINT NOT NULL)");
            statement.executeUpdate("CREATE TABLE " + prefix + "publication (life BIGINT NOT NULL,"
                    + " serial BIGINT NOT NULL, place BIGINT NOT NULL, published BIGINT NOT NULL, body " + bytes
                    + " NOT NULL, PRIMARY KEY (life, serial))");
            statement.executeUpdate("INSERT INTO " + prefix + "store (id, version, sealed, expires, owner)"
                    + " VALUES (1, " + VERSION + ", TRUE, 0, NULL)");
        }
    }

    // who has them

    PreparedStatement owner(Connection connection) throws SQLException {
        return connection.prepareStatement("SELECT owner, expires, sealed FROM " + prefix + "store WHERE id = 1");
    }

    PreparedStatement take(Connection connection) throws SQLException {
        return connection.prepareStatement("UPDATE " + prefix + "store SET owner = ?, expires = ?, sealed = FALSE"
                + " WHERE id = 1 AND (owner IS NULL OR expires = ?)");
    }

    PreparedStatement renew(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "UPDATE " + prefix + "store SET expires = ?, sealed = ? WHERE id = 1 AND owner = ?");
    }

    PreparedStatement letGo(Connection connection) throws SQLException {
        return connection.prepareStatement("UPDATE " + prefix + "store SET owner = NULL WHERE id = 1 AND owner = ?");
    }

    // what is in them

    PreparedStatement lives(Connection connection) throws SQLException {
        return connection.prepareStatement("SELECT life, name, epoch, newest, last_left, changed FROM " + prefix
                + "channel ORDER BY changed, life");
    }

    PreparedStatement publications(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "SELECT serial, place, published, body FROM " + prefix + PUBLICATION + " ORDER BY serial");
    }

    PreparedStatement update(Connection connection) throws SQLException {
        return connection.prepareStatement("UPDATE " + prefix
                + "channel SET name = ?, epoch = ?, newest = ?, last_left = ?, changed = ? WHERE life = ?");
    }

    PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + prefix
                + "channel (name, epoch, newest, last_left, changed, life) VALUES (?, ?, ?, ?, ?, ?)");
    }

    PreparedStatement add(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO " + prefix + "publication (life, serial, place, published, body) VALUES (?, ?, ?, ?, ?)");
    }

    PreparedStatement deleteFrom(Connection connection) throws SQLException {
        return connection.prepareStatement("DELETE FROM " + prefix + PUBLICATION + " AND serial >= ?");
    }

    PreparedStatement deleteBefore(Connection connection) throws SQLException {
        return connection.prepareStatement("DELETE FROM " + prefix + PUBLICATION + " AND serial < ?");
    }

    PreparedStatement end(Connection connection) throws SQLException {
        return connection.prepareStatement("DELETE FROM " + prefix + "channel WHERE life = ?");
    }
}
