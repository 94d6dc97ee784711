package io.capstan.store;

import io.capstan.channel.HistoryStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Keeps channels in three tables of a database. */
final class JdbcStore implements HistoryStore {
    private static final System.Logger LOG = System.getLogger(JdbcStore.class.getName());
    private static final int ROWS = 500;

    private final Place place;
    private final Transactions database;
    private final Tables tables;
    private final Lease lease;
    private final boolean wasSealed;
    /** Whether something may have been written that is going to be written again. */
    private boolean doubtful;

    private JdbcStore(Place place, Tables tables, Lease lease, boolean wasSealed) {
        this.place = place;
        this.database = new Transactions(place);
        this.tables = tables;
        this.lease = lease;
        this.wasSealed = wasSealed;
    }

    /**
     * Opens it, and makes its tables where they are missing.
     *
     * @throws IOException if it cannot be reached, its tables are of another version, or another server has them
     */
    static JdbcStore open(Place place, String prefix, Lease.Times times) throws IOException {
        Transactions database = new Transactions(place);
        try {
            Tables.prepare(database, prefix);
            Tables tables = new Tables(prefix);
            Lease lease = new Lease(tables, times);
            boolean sealed = lease.take(database);
            database.run(JdbcStore::flush);
            return new JdbcStore(place, tables, lease, sealed);
        } catch (IOException | RuntimeException e) {
            close(place);
            throw e;
        }
    }

    /** H2 hands to the disk later what was committed, and that the seal is broken has to be there before anything else. */
    private static boolean flush(Connection connection) throws SQLException {
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        if (h2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
        return h2;
    }

    @Override
    public boolean wasSealed() {
        return wasSealed;
    }

    // reading

    @Override
    public void read(BiConsumer<Life, List<Item>> reader) throws IOException {
        database.run(connection -> {
            for (Life life : lives(connection)) {
                reader.accept(life, items(connection, life));
            }
            lease.renew(connection, false);
            return true;
        });
    }

    private List<Life> lives(Connection connection) throws SQLException {
        List<Life> lives = new ArrayList<>();
        try (PreparedStatement statement = tables.lives(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lives.add(new Life(
                        row.getLong(1),
                        NameText.read(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return lives;
    }

    private List<Item> items(Connection connection, Life life) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (PreparedStatement statement = tables.publications(connection)) {
            statement.setFetchSize(ROWS);
            statement.setLong(1, life.number());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    items.add(new Item(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4)));
                }
            }
        }
        return items;
    }

    // writing

    @Override
    public void write(List<Change> changes) throws IOException {
        boolean before = doubtful;
        doubtful = true;
        database.run(connection -> {
            lease.renew(connection, false);
            if (!changes.isEmpty()) {
                write(changes, before, connection);
            }
            return true;
        });
        doubtful = before && changes.isEmpty();
    }

    private void write(List<Change> changes, boolean again, Connection connection) throws SQLException {
        List<Change> going = changes.stream().filter(change -> !change.ended()).toList();
        List<Change> ended = changes.stream().filter(Change::ended).toList();
        writeLives(going, connection);
        if (again) {
            delete(going, connection);
        }
        add(going, connection);
        trim(going, connection);
        if (!ended.isEmpty()) {
            end(ended, connection);
        }
    }

    private void writeLives(List<Change> going, Connection connection) throws SQLException {
        List<Life> fresh = new ArrayList<>();
        try (PreparedStatement update = tables.update(connection)) {
            for (Change change : going) {
                set(update, change.life());
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    fresh.add(going.get(i).life());
                }
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tables.insert(connection)) {
            for (Life life : fresh) {
                set(insert, life);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, Life life) throws SQLException {
        statement.setString(1, NameText.write(life.name()));
        statement.setString(2, life.epoch());
        statement.setLong(3, life.newest());
        statement.setLong(4, life.lastLeft());
        statement.setLong(5, life.changed());
        statement.setLong(6, life.number());
    }

    private void delete(List<Change> going, Connection connection) throws SQLException {
        try (PreparedStatement delete = tables.deleteFrom(connection)) {
            for (Change change : going) {
                if (!change.added().isEmpty()) {
                    delete.setLong(1, change.life().number());
                    delete.setLong(2, change.added().get(0).serial());
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }

    private void add(List<Change> going, Connection connection) throws SQLException {
        try (PreparedStatement add = tables.add(connection)) {
            int rows = 0;
            for (Change change : going) {
                for (Item item : change.added()) {
                    add.setLong(1, change.life().number());
                    add.setLong(2, item.serial());
                    add.setLong(3, item.offset());
                    add.setLong(4, item.time());
                    add.setBytes(5, item.body());
                    add.addBatch();
                    if (++rows % ROWS == 0) {
                        add.executeBatch();
                    }
                }
            }
            add.executeBatch();
        }
    }

    private void trim(List<Change> going, Connection connection) throws SQLException {
        try (PreparedStatement delete = tables.deleteBefore(connection)) {
            for (Change change : going) {
                delete.setLong(1, change.life().number());
                delete.setLong(2, change.oldest());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private void end(List<Change> ended, Connection connection) throws SQLException {
        try (PreparedStatement publications = tables.deleteFrom(connection);
                PreparedStatement life = tables.end(connection)) {
            for (Change change : ended) {
                publications.setLong(1, change.life().number());
                publications.setLong(2, 0);
                publications.addBatch();
                life.setLong(1, change.life().number());
                life.addBatch();
            }
            publications.executeBatch();
            life.executeBatch();
        }
    }

    // the end

    @Override
    public void seal() throws IOException {
        database.run(connection -> {
            lease.renew(connection, true);
            return true;
        });
    }

    @Override
    public void close() {
        try {
            database.run(connection -> {
                lease.letGo(connection);
                return true;
            });
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The next server has to wait until this one is believed to be gone", e);
        }
        close(place);
    }

    private static void close(Place place) {
        try {
            place.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The database could not be closed", e);
        }
    }
}
