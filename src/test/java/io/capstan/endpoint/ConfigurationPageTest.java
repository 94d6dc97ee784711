package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.action.ActionRouteOptions;
import io.capstan.component.RoutingOptions;
import io.capstan.component.Wiring;
import io.capstan.docs.Manual;
import io.capstan.gate.ServiceAccess;
import io.capstan.http.HttpOptions;
import io.capstan.operations.asyncapi.AsyncApiOptions;
import io.capstan.push.PushOptions;
import io.capstan.rawsocket.RawSocketOptions;
import io.capstan.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/configuration.md against the code that reads the keys. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final String NONE = "none";

    /** The documented keys with their defaults. */
    private static final Map<String, String> DOCUMENTED = Stream.of("| `capstan.", "| `mp.")
            .flatMap(beginning -> Manual.rows(PAGE, beginning).stream())
            .collect(Collectors.toMap(row -> bare(row.get(0)), row -> bare(row.get(1))));

    private static String bare(String cell) {
        return cell.replace("`", "");
    }

    private static List<Object> options(Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        ActionRouteOptions actions = ActionRouteOptions.of(settings); // its onInvalid has another default
        List<Object> options = List.of(
                Options.of(settings, Set.of(), Set.of()),
                PushOptions.of(settings),
                HttpOptions.of(settings),
                RawSocketOptions.of(settings),
                AsyncApiOptions.of(settings),
                actions.channels(),
                actions.data(),
                actions.violations(),
                ServiceAccess.of(settings, "capstan.operations"));
        settings.check();
        return options;
    }

    @Test
    @DisplayName("the page lists the keys that are read, and no others")
    void keys() {
        Set<String> read = new TreeSet<>();
        Settings settings = new Settings(key -> {
            read.add(key);
            return Optional.empty();
        });
        Stream.of(BuiltIn.values()).forEach(builtIn -> builtIn.mount(settings, new Wiring()));
        RoutingOptions.of(settings);
        Options.of(settings, Set.of(), Set.of());
        PushOptions.of(settings);
        HttpOptions.of(settings);
        RawSocketOptions.of(settings);
        ActionRouteOptions.of(settings);
        AsyncApiOptions.of(settings);
        ServiceAccess.of(settings, "capstan.operations");
        assertEquals(read, new TreeSet<>(DOCUMENTED.keySet()));
    }

    @Test
    @DisplayName("a key that is set to the documented default changes nothing")
    void defaults() {
        List<Object> unset = options(Map.of());
        DOCUMENTED.forEach((key, text) -> {
            if (!text.equals(NONE)) {
                assertEquals(unset, options(Map.of(key, text)), key);
            }
        });
        List<String> without = DOCUMENTED.keySet().stream()
                .filter(key -> DOCUMENTED.get(key).equals(NONE))
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "capstan.addresses.allow",
                        "capstan.addresses.block",
                        "capstan.asyncapi.title",
                        "capstan.asyncapi.version",
                        "capstan.channels.history.password",
                        "capstan.channels.history.url",
                        "capstan.channels.history.user",
                        "capstan.channels.route",
                        "capstan.channels.rules",
                        "capstan.component",
                        "capstan.echo.route",
                        "capstan.hosts",
                        "capstan.json.languages",
                        "capstan.json.relative-time",
                        "capstan.jwt.algorithms",
                        "capstan.jwt.audience",
                        "capstan.jwt.issuer",
                        "capstan.jwt.jwks-url",
                        "capstan.jwt.key",
                        "capstan.jwt.key-file",
                        "capstan.jwt.secret",
                        "capstan.jwt.signing-key",
                        "capstan.jwt.signing-key-file",
                        "capstan.operations.keys",
                        "capstan.operations.role",
                        "capstan.proxies.trusted",
                        "capstan.push.keys",
                        "capstan.push.role",
                        "capstan.push.route",
                        "capstan.push.socket",
                        "capstan.push.socket.users",
                        "capstan.roles",
                        "capstan.route-prefix",
                        "capstan.wamp.bridge.path",
                        "capstan.wamp.caller-roles",
                        "capstan.wamp.longpoll.path",
                        "capstan.wamp.principals",
                        "capstan.wamp.rawsocket.path",
                        "capstan.wamp.rawsocket.port",
                        "capstan.wamp.realms",
                        "capstan.wamp.route",
                        "capstan.wamp.rules",
                        "capstan.wamp.v1.realm",
                        "mp.jwt.token.cookie",
                        "mp.jwt.verify.audiences",
                        "mp.jwt.verify.issuer",
                        "mp.jwt.verify.publickey",
                        "mp.jwt.verify.publickey.algorithm",
                        "mp.jwt.verify.publickey.location"),
                without);
    }

    @Test
    @DisplayName("all faults of the configuration come in one message, each with key, value and what is allowed")
    void faults() {
        Map<String, String> nonsense = DOCUMENTED.keySet().stream()
                .filter(key -> !DOCUMENTED.get(key).equals(NONE))
                .collect(Collectors.toMap(key -> key, key -> "%per haps%"));
        String message = Assertions.assertThrows(WiringException.class, () -> options(nonsense))
                .getMessage();
        nonsense.keySet()
                .forEach(key -> assertTrue(
                        message.contains(key + " is '%per haps%'; allowed is "), () -> key + "\n" + message));
    }
}
