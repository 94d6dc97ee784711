package io.capstan.wamp.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.WiringException;
import io.capstan.settings.Settings;
import io.capstan.wamp.MatchPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is configured for members of a realm")
class RulesTest {
    private static final String[] SHOP = {
        "rule.all.match", "prefix",
        "rule.all.allow", "subscribe",
        "rule.orders.uri", "shop.orders",
        "rule.orders.match", "prefix",
        "rule.orders.role", "clerk",
        "rule.orders.allow", "publish,subscribe",
        "rule.secret.uri", "shop.orders.secret",
        "rule.secret.match", "prefix",
        "rule.secret.allow", "none",
        "rule.price.uri", "shop..price",
        "rule.price.match", "wildcard",
        "rule.price.allow", "call",
        "rule.tea.uri", "shop.tea.price",
        "rule.tea.allow", "register",
        "rule.tea.role", "clerk"
    };

    private static Settings settings(String... keys) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < keys.length; i += 2) {
            all.put("capstan.wamp." + keys[i], keys[i + 1]);
        }
        return new Settings(key -> Optional.ofNullable(all.get(key)), all.keySet());
    }

    private static String fault(String... keys) {
        Settings settings = settings(keys);
        AuthOptions.of(settings, List.of("realm1"));
        return String.valueOf(
                assertThrows(WiringException.class, settings::check).getMessage());
    }

    private static boolean may(String role, Action action, String uri, MatchPolicy match) {
        Settings settings = settings(SHOP);
        Rules rules = AuthOptions.of(settings, List.of("realm1")).get(0).rules();
        settings.check();
        return rules.find(action, new UriPattern(uri, match), role::equals).isPresent();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "guest, SUBSCRIBE, news, EXACT, true",
        "guest, PUBLISH, news, EXACT, false",
        "clerk, PUBLISH, shop.orders.tea, EXACT, true",
        "guest, PUBLISH, shop.orders.tea, EXACT, false",
        // the most precise rule that is about somebody decides, and nothing of the others
        "clerk, SUBSCRIBE, shop.orders.secret, EXACT, false",
        "clerk, SUBSCRIBE, shop.orders.secret.x, EXACT, false",
        "guest, CALL, shop.cake.price, EXACT, true",
        "guest, CALL, shop.tea.price, EXACT, true",
        "clerk, REGISTER, shop.tea.price, EXACT, true",
        "clerk, CALL, shop.tea.price, EXACT, false",
        "guest, CALL, shop.tea.leaf.price, EXACT, false",
        // a pattern has to be covered, and reaches nothing that is forbidden
        "guest, SUBSCRIBE, news., PREFIX, true",
        "guest, SUBSCRIBE, '', PREFIX, false",
        "guest, SUBSCRIBE, shop.orders, PREFIX, false",
        "clerk, SUBSCRIBE, shop.orders.t, PREFIX, true",
        "guest, SUBSCRIBE, shop.orders..x, WILDCARD, false",
        "guest, SUBSCRIBE, news..x, WILDCARD, true",
        "clerk, REGISTER, shop..price, WILDCARD, false",
    })
    @DisplayName("the most precise rule decides; a pattern may not reach what is forbidden")
    void decide(String role, Action action, String uri, MatchPolicy match, boolean expected) {
        assertEquals(expected, may(role, action, uri, match));
    }

    @ParameterizedTest(name = "{0} {1} and {2} {3}: {4}")
    @CsvSource({
        "EXACT, a.b, EXACT, a.b, true",
        "EXACT, a.b, PREFIX, a., true",
        "EXACT, a.b, WILDCARD, a., true",
        "EXACT, a.b, WILDCARD, a.b.c, false",
        "PREFIX, a.b, PREFIX, a.bc, true",
        "PREFIX, a.b, PREFIX, a.c, false",
        "WILDCARD, a..c, WILDCARD, .b.c, true",
        "WILDCARD, a..c, WILDCARD, b..c, false",
        "PREFIX, b, WILDCARD, a..c, false",
        "PREFIX, a.b, WILDCARD, a..c, true"
    })
    @DisplayName("whether two patterns have a URI in common")
    void meet(MatchPolicy one, String uri, MatchPolicy two, String other, boolean expected) {
        assertEquals(expected, new UriPattern(uri, one).meets(new UriPattern(other, two)));
        assertEquals(expected, new UriPattern(other, two).meets(new UriPattern(uri, one)));
    }

    @Test
    @DisplayName("wrong rules and principals are named, with what is allowed, and no secret is shown")
    void faults() {
        String message = fault(
                "auth", "password",
                "rule.a.allow", "call",
                "rule.b.uri", "shop.x",
                "rule.c.uri", "shop..x",
                "rule.c.allow", "read",
                "rule.d.uri", "shop.x",
                "rule.d.allow", "call",
                "rule.d.realm", "other",
                "principal.joe.secret", "s3cret",
                "principal.ann.role", "clerk",
                "principal.key.role", "clerk",
                "principal.key.pubkey", "abc",
                "principal.joe2.authid", "joe",
                "principal.joe2.role", "clerk",
                "principal.joe2.secret", "other");
        for (String part : List.of(
                "The setting capstan.wamp.auth is 'password'; allowed is a list of caller, ticket, wampcra, scram,"
                        + " cryptosign, cookie, anonymous.",
                "The rule 'a' of WAMP has no URI; set capstan.wamp.rule.a.uri",
                "The rule 'b' of WAMP does not say what it allows; set capstan.wamp.rule.b.allow",
                "The setting capstan.wamp.rule.c.uri is 'shop..x'; allowed is a URI that can be meant as exact.",
                "The setting capstan.wamp.rule.c.allow is 'read'; allowed is a list of publish, subscribe, call",
                "The setting capstan.wamp.rule.d.realm is 'other'; allowed is a list of realms, of which there are"
                        + " realm1.",
                "The principal 'joe' has no role; set capstan.wamp.principal.joe.role.",
                "The principal 'ann' has nothing to prove who it is; set capstan.wamp.principal.ann.secret or",
                "The setting capstan.wamp.principal.key.pubkey is 'abc'; allowed is a list of public keys",
                "There are two principals of the name 'joe'")) {
            assertTrue(message.contains(part), () -> part + "\nis not in\n" + message);
        }
        assertTrue(!message.contains("s3cret"), message);
    }
}
