package io.capstan.store;

import io.capstan.channel.ChannelRules;
import io.capstan.channel.HistoryStore;
import io.capstan.settings.Settings;
import java.io.IOException;
import java.util.Optional;

/**
 * Where channels are kept that outlive the server.
 *
 * @param wanted whether there are any
 * @param url of JDBC; empty: the data source counts
 * @param user of the database behind the URL
 * @param password of that user
 * @param dataSource the name of a data source of the server
 * @param prefix what the names of tables begin with
 */
public record StoreOptions(
        boolean wanted,
        Optional<String> url,
        Optional<String> user,
        Optional<String> password,
        String dataSource,
        String prefix) {
    private static final String KEYS = "capstan.channels.history.";
    private static final String DEFAULT_SOURCE = "java:comp/DefaultDataSource";

    /** The configured options, for these rules. */
    public static StoreOptions of(Settings settings, ChannelRules rules) {
        Optional<String> url = settings.text(KEYS + "url");
        Optional<String> source = settings.text(KEYS + "datasource");
        Optional<String> user = settings.text(KEYS + "user");
        Optional<String> password = settings.text(KEYS + "password");
        String prefix = settings.text(KEYS + "prefix").orElse("capstan_");
        if (url.filter(text -> !text.startsWith("jdbc:")).isPresent()) {
            settings.hiddenFault(KEYS + "url", "a URL of JDBC, as jdbc:h2:file:/var/lib/capstan/channels");
        }
        if (source.filter(name -> !name.matches("[A-Za-z][A-Za-z0-9:/._$-]*")).isPresent()) {
            settings.fault(KEYS + "datasource", "a name in JNDI, as " + DEFAULT_SOURCE);
        }
        if (url.isPresent()) {
            settings.fault(KEYS + "datasource", "nothing, since " + KEYS + "url is set, and one place is enough");
        } else {
            settings.fault(KEYS + "user", "nothing, since a data source knows its user; it goes with " + KEYS + "url");
            settings.hiddenFault(
                    KEYS + "password", "nothing, since a data source knows its user; it goes with " + KEYS + "url");
        }
        if (!prefix.matches("[A-Za-z][A-Za-z0-9_]{0,29}")) {
            settings.fault(
                    KEYS + "prefix", "a letter, and behind it at most 29 letters, digits and _, as in capstan_shop_");
        }
        return new StoreOptions(rules.anyStored(), url, user, password, source.orElse(DEFAULT_SOURCE), prefix);
    }

    /**
     * Opens the store, if there is one.
     *
     * @throws IOException if it cannot be had
     */
    public Optional<HistoryStore> open() throws IOException {
        return wanted ? Optional.of(JdbcStore.open(place(), prefix, Lease.TIMES)) : Optional.empty();
    }

    /** What is said where the store cannot be had. */
    public String refusal(String why) {
        return "Capstan cannot start: channels are to outlive the server (a rule of channels has history.store), and "
                + (url.isPresent() ? "the database of " + KEYS + "url" : "the data source " + dataSource)
                + " cannot be used for that: " + why
                + " Another place is set by " + KEYS + "url, as in jdbc:h2:file:/var/lib/capstan/channels, or by "
                + KEYS
                + "datasource.";
    }

    private Place place() throws IOException {
        return url.isPresent()
                ? new UrlPlace(url.get(), user.orElse(""), password.orElse(""))
                : DataSourcePlace.find(dataSource);
    }

    /** Without the password, which may stand in the URL as well. */
    @Override
    public String toString() {
        return "StoreOptions[" + (url.isPresent() ? "a URL" : dataSource) + "]";
    }
}
