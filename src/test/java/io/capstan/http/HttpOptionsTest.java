package io.capstan.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The options of WAMP by HTTP")
class HttpOptionsTest {

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    @DisplayName("have it nowhere unless there is a path")
    void off() {
        assertEquals(Optional.empty(), BridgeOptions.of(settings(Map.of())).path());
        assertEquals(Optional.empty(), PollOptions.of(settings(Map.of())).path());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"wamp", "/", "/wamp/", "/{x}", "/a//b", "/a/../b", "/a b", "/%41"})
    @DisplayName("name a path that is plain")
    void path(String path) {
        Settings settings = settings(Map.of("capstan.wamp.bridge.path", path));
        BridgeOptions.of(settings);
        WiringException refused = assertThrows(WiringException.class, settings::check);
        assertTrue(
                refused.getMessage().contains("capstan.wamp.bridge.path")
                        && refused.getMessage().contains("/wamp"),
                refused.getMessage());
    }

    @Test
    @DisplayName("want a realm to be there")
    void realm() {
        for (String key : new String[] {"capstan.wamp.bridge.path", "capstan.wamp.longpoll.path"}) {
            Settings settings = settings(Map.of(key, "/wamp"));
            HttpOptions.of(settings);
            WiringException refused = assertThrows(WiringException.class, settings::check);
            assertTrue(
                    refused.getMessage()
                            .contains("The setting " + key
                                    + " is '/wamp', and there is no realm to reach; set capstan.wamp.realms"),
                    refused.getMessage());
        }
    }

    @Test
    @DisplayName("say what is below a path")
    void below() {
        BasePath path = new BasePath("/wamp/lp");
        assertEquals(Optional.of("open"), path.below("/wamp/lp/open"));
        assertEquals(Optional.of(""), path.below("/wamp/lp/"));
        assertEquals(Optional.empty(), path.below("/wamp/lp"));
        assertEquals(Optional.empty(), path.below("/wamp/lpx/open"));
        assertEquals(Optional.empty(), path.below("/wamp"));
    }

    @Test
    @DisplayName("have requests accepted as clients in the field want it, and to the letter where that is wanted")
    void accepted() {
        assertEquals(204, PollOptions.of(settings(Map.of())).accepted());
        assertEquals(
                202,
                PollOptions.of(settings(Map.of("capstan.wamp.strict", "true"))).accepted());
    }
}
