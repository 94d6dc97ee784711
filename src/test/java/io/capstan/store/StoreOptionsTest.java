package io.capstan.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.channel.ChannelRules;
import io.capstan.settings.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is configured of the place for histories that outlive the server. */
class StoreOptionsTest {
    private static final Map<String, String> STORED = Map.of(
            "capstan.channels.rule.news.pattern", "news.*",
            "capstan.channels.rule.news.history.size", "10",
            "capstan.channels.rule.news.history.store", "true");

    private static Settings settings(Map<String, String> texts) {
        return new Settings(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    }

    private static StoreOptions read(Map<String, String> texts) {
        Settings settings = settings(texts);
        StoreOptions options = StoreOptions.of(settings, ChannelRules.of(settings, 1 << 20));
        settings.check();
        return options;
    }

    private static Map<String, String> with(String... texts) {
        Map<String, String> all = new HashMap<>(STORED);
        for (int i = 0; i < texts.length; i += 2) {
            all.put("capstan.channels." + texts[i], texts[i + 1]);
        }
        return all;
    }

    private static String fault(String... texts) {
        return assertThrows(WiringException.class, () -> read(with(texts))).getMessage();
    }

    @Test
    @DisplayName("nothing is opened where no rule wants it, whatever else is set")
    void off() throws IOException {
        assertTrue(read(Map.of("capstan.channels.history.url", "jdbc:nobody:here"))
                .open()
                .isEmpty());
    }

    @Test
    @DisplayName("what contradicts itself stops the deployment, and no secret is shown")
    void faults() {
        String two = fault("history.url", "jdbc:h2:mem:x", "history.datasource", "java:comp/Own");
        assertTrue(
                two.contains("capstan.channels.history.datasource is 'java:comp/Own'; allowed is nothing, since"), two);
        String noUrl = fault("history.user", "ada", "history.password", "opensesame");
        assertTrue(noUrl.contains("capstan.channels.history.user is 'ada'; allowed is nothing"), noUrl);
        assertTrue(noUrl.contains("capstan.channels.history.password has a value that is not shown"), noUrl);
        assertFalse(noUrl.contains("opensesame"), noUrl);
        String noJdbc = fault("history.url", "postgresql://ada:opensesame@host/db");
        assertTrue(noJdbc.contains("allowed is a URL of JDBC, as jdbc:h2:file:"), noJdbc);
        assertFalse(noJdbc.contains("opensesame"), noJdbc);
        String prefix = fault("history.prefix", "x; drop table y");
        assertTrue(prefix.contains("allowed is a letter, and behind it at most 29"), prefix);
        String nothingKept = fault("rule.news.history.size", "0");
        assertTrue(
                nothingKept.contains("history.store is 'true'; allowed is false, since nothing is kept"), nothingKept);
    }

    @Test
    @DisplayName("a place that cannot be had is named, with the keys that set another one")
    void nowhere() {
        StoreOptions none = read(STORED);
        IOException failure = assertThrows(IOException.class, none::open);
        String said = none.refusal(String.valueOf(failure.getMessage()));
        assertTrue(said.contains("the data source java:comp/DefaultDataSource cannot be used"), said);
        assertTrue(said.contains("There is nothing of this name"), said);
        assertTrue(said.contains("jdbc:h2:file:"), said);
        StoreOptions driverless = read(with("history.url", "jdbc:nobody://here;password=opensesame"));
        IOException unknown = assertThrows(IOException.class, driverless::open);
        assertTrue(
                unknown.getMessage()
                        .contains("No driver on the class path knows URLs that begin as this one: jdbc:nobody"),
                unknown.getMessage());
        assertFalse(driverless.refusal(String.valueOf(unknown.getMessage())).contains("opensesame"));
        assertEquals("capstan_", none.prefix());
        assertFalse(driverless.toString().contains("opensesame"), "a URL may have a secret in it");
    }
}
