package io.capstan.store;

import io.capstan.channel.HistoryStore.LostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may write: a row with an owner and a time at which it expires, by the clock of the database. Each transaction says that the
 * owner is alive, and fails if there is another one. Whoever finds an owner waits until it lets go or expires, and gives up as soon
 * as it is seen to be alive.
 */
final class Lease {
    /**
     * How long things take.
     *
     * @param life how long an owner is believed to be alive that says nothing
     * @param glance how often somebody who waits looks at it
     */
    record Times(Duration life, Duration glance) {}

    /** A crash of a server costs the next one this at most. */
    static final Times TIMES = new Times(Duration.ofSeconds(10), Duration.ofMillis(250));

    private final Tables tables;
    private final Times times;
    private final String owner = me() + " (" + UUID.randomUUID() + ")";
    /** How far the clock of the database is ahead, in milliseconds. */
    private long ahead;

    Lease(Tables tables, Times times) {
        this.tables = tables;
        this.times = times;
    }

    private static String me() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unnamed host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host.substring(0, Math.min(100, host.length()));
    }

    /** What the row says. */
    private record Row(@Nullable String owner, long expires, boolean sealed) {}

    /**
     * Becomes the owner.
     *
     * @return whether the one before has sealed what it left
     */
    boolean take(Transactions database) throws IOException {
        ahead = database.run(Lease::clock) - System.currentTimeMillis();
        Row seen = database.run(this::look);
        while (true) {
            Row row = seen;
            if (row.owner() == null || row.expires() <= now()) {
                if (database.run(connection -> take(connection, row))) {
                    return row.sealed();
                }
            } else if (row.expires() > now() + times.life().toMillis() * 2) {
                throw new IOException("Its tables belong to " + row.owner() + " for longer than can be.");
            }
            pause();
            seen = database.run(this::look);
            if (seen.owner() != null && (!seen.owner().equals(row.owner()) || seen.expires() != row.expires())) {
                throw new IOException("Its tables belong to another server that runs, " + seen.owner()
                        + ". Each has to have tables of its own: set another capstan.channels.history.prefix.");
            }
        }
    }

    private void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(times.glance().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for it.", e);
        }
    }

    private long now() {
        return System.currentTimeMillis() + ahead;
    }

    private static long clock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
            result.next();
            return result.getTimestamp(1).getTime();
        }
    }

    private Row look(Connection connection) throws SQLException, IOException {
        try (PreparedStatement statement = tables.owner(connection);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IOException("The row of its table " + tables.prefix() + "store is missing.");
            }
            return new Row(row.getString(1), row.getLong(2), row.getBoolean(3));
        }
    }

    private boolean take(Connection connection, Row row) throws SQLException {
        try (PreparedStatement statement = tables.take(connection)) {
            statement.setString(1, owner);
            statement.setLong(2, end());
            statement.setLong(3, row.expires());
            return statement.executeUpdate() == 1;
        }
    }

    private long end() {
        return now() + times.life().toMillis();
    }

    /**
     * Says in a transaction that this server is alive.
     *
     * @param sealed whether nothing comes behind
     * @throws LostException if another one has become the owner
     */
    void renew(Connection connection, boolean sealed) throws SQLException, LostException {
        try (PreparedStatement statement = tables.renew(connection)) {
            statement.setLong(1, end());
            statement.setBoolean(2, sealed);
            statement.setString(3, owner);
            if (statement.executeUpdate() != 1) {
                throw new LostException("another server has taken the tables " + tables.prefix()
                        + "…, since this one could not write to them for longer than " + times.life() + ".");
            }
        }
    }

    /** Others need not wait. */
    void letGo(Connection connection) throws SQLException {
        try (PreparedStatement statement = tables.letGo(connection)) {
            statement.setString(1, owner);
            statement.executeUpdate();
        }
    }
}
