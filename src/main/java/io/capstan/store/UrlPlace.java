package io.capstan.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A database behind a URL of JDBC: one connection, which is made anew when something was wrong with it. */
final class UrlPlace implements Place {
    private final String url;
    private final Properties properties = new Properties();
    private @Nullable Connection kept;

    UrlPlace(String url, String user, String password) {
        this.url = complete(url);
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
    }

    /**
     * H2 would close a database by a shutdown hook of its own, before the last publications are written, and hand what was
     * committed to the disk half a second later only.
     */
    private static String complete(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("jdbc:h2:") || lower.startsWith("jdbc:h2:tcp:") || lower.startsWith("jdbc:h2:ssl:")) {
            return url;
        }
        return url
                + (lower.contains(";db_close_on_exit=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE")
                + (lower.contains(";write_delay=") ? "" : ";WRITE_DELAY=0");
    }

    @Override
    public Connection take() throws SQLException {
        Connection connection = kept;
        kept = null;
        return connection == null ? connect() : connection;
    }

    /** The driver is looked for here, since the list of the JDK's knows those only that one class loader sees. */
    private Connection connect() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, UrlPlace.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                Connection connection = driver.connect(url, properties);
                if (connection != null) {
                    return connection;
                }
            }
        }
        throw new SQLException("No driver on the class path knows URLs that begin as this one: "
                + url.substring(0, Math.max(5, url.indexOf(':', 5))) + ".");
    }

    @Override
    public void giveBack(Connection connection, boolean sound) throws SQLException {
        if (sound) {
            kept = connection;
        } else {
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        Connection connection = kept;
        kept = null;
        if (connection != null) {
            connection.close();
        }
    }
}
