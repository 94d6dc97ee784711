package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {
    private static final int OUTBOX = 1 << 20;
    private static final String RULE = "capstan.channels.rule.";

    private final Map<String, String> texts = new HashMap<>();

    private ChannelRulesTest set(String key, String text) {
        texts.put(key, text);
        return this;
    }

    private ChannelRules read() {
        Settings settings = new Settings(
                key -> Optional.ofNullable(texts.get(key)).or(() -> Optional.ofNullable(texts.get(variable(key)))),
                texts.keySet());
        ChannelRules rules = ChannelRules.of(settings, OUTBOX);
        settings.refuseUnread("capstan.channels.", ChannelRules.KEYS);
        settings.refuseUnread("CAPSTAN_CHANNELS_RULE_", ChannelRules.KEYS);
        settings.check();
        return rules;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private void assertFault(String... fragments) {
        String message = assertThrows(WiringException.class, this::read).getMessage();
        for (String fragment : fragments) {
            assertTrue(message.contains(fragment), () -> "'" + fragment + "' is missing in: " + message);
        }
    }

    @Test
    @DisplayName("where nothing is configured clients may do nothing, and nothing is kept")
    void nothing() {
        ChannelRule rule = read().apply("chat.blue");
        for (Act act : Act.values()) {
            assertFalse(rule.permits().of(act).allows(Caller.of("ada", "admin")), act::name);
        }
        assertEquals(0, rule.historySize());
    }

    @Test
    @DisplayName("a rule has all that is configured, and holds where its pattern fits")
    void all() {
        set(RULE + "chat.pattern", "chat.*")
                .set(RULE + "chat.subscribe", "everyone")
                .set(RULE + "chat.publish", "authenticated")
                .set(RULE + "chat.presence", "Everyone")
                .set(RULE + "chat.history", "role:editor, clerk")
                .set(RULE + "chat.history.size", "50")
                .set(RULE + "chat.history.age", "10m")
                .set(RULE + "chat.join-leave", "true")
                .set(RULE + "chat.payload", "4096")
                .set(RULE + "chat.rate", "5");
        ChannelRules rules = read();
        ChannelRule expected = new ChannelRule(
                50,
                Duration.ofMinutes(10),
                4096,
                true,
                new Permits(
                        Permit.EVERYONE,
                        Permit.AUTHENTICATED,
                        Permit.EVERYONE,
                        new Permit.Roles(Set.of("editor", "clerk"))),
                5);
        assertEquals(expected, rules.apply("chat.blue"));
        assertEquals(ChannelRule.DEFAULT, rules.apply("chatter"));
        assertEquals(Set.of("editor", "clerk"), rules.roles());
    }

    @Test
    @DisplayName("the most precise pattern decides alone, whatever the order in which rules are named")
    void precedence() {
        set("capstan.channels.rules", "all,rooms,secret")
                .set(RULE + "all.pattern", "**")
                .set(RULE + "all.subscribe", "everyone")
                .set(RULE + "all.publish", "everyone")
                .set(RULE + "rooms.pattern", "room.*")
                .set(RULE + "rooms.subscribe", "authenticated")
                .set(RULE + "secret.pattern", "room.secret");
        ChannelRules rules = read();
        assertEquals(Permit.EVERYONE, rules.apply("news").permits().publish());
        assertEquals(Permit.AUTHENTICATED, rules.apply("room.blue").permits().subscribe());
        assertEquals(Permit.NOBODY, rules.apply("room.blue").permits().publish(), "nothing is inherited");
        assertEquals(Permit.NOBODY, rules.apply("room.secret").permits().subscribe());
    }

    @Test
    @DisplayName("who may: everyone, those who have authenticated, those with a role, nobody")
    void permits() {
        Caller ada = Caller.of("ada", "editor");
        assertTrue(Permit.EVERYONE.allows(Caller.ANONYMOUS));
        assertFalse(Permit.AUTHENTICATED.allows(Caller.ANONYMOUS));
        assertTrue(Permit.AUTHENTICATED.allows(ada));
        assertTrue(new Permit.Roles(Set.of("clerk", "editor")).allows(ada));
        assertFalse(new Permit.Roles(Set.of("clerk")).allows(ada));
        assertFalse(Permit.NOBODY.allows(ada));
    }

    @Test
    @DisplayName("a wrong value names key, value and what is allowed; all faults come at once")
    void values() {
        set(RULE + "chat.pattern", "chat*")
                .set(RULE + "chat.subscribe", "all")
                .set(RULE + "chat.publish", "role: ,")
                .set(RULE + "chat.history.size", "many");
        assertFault(
                RULE + "chat.pattern is 'chat*'; allowed is segments between dots, each a text, '*' for any one, or, as"
                        + " the last one, '**' for any number of them.",
                RULE
                        + "chat.subscribe is 'all'; allowed is everyone, authenticated, nobody, or role: and a list of roles,"
                        + " as role:editor,clerk.",
                RULE + "chat.publish is 'role: ,'; allowed is everyone",
                RULE + "chat.history.size is 'many'; allowed is a whole number from 0 to 1000000.");
    }

    @Test
    @DisplayName("an unknown key is named with the one that was probably meant, or with those there are")
    void unknown() {
        set(RULE + "chat.pattern", "chat.*")
                .set(RULE + "chat.subscibe", "everyone")
                .set("capstan.channels.rulez", "chat")
                .set(RULE + "chat.compression", "on")
                .set("CAPSTAN_CHANNELS_RULE_CHAT_PUBLSH", "everyone")
                .set("CAPSTAN_CHANNELS_PORT", "tcp://10.0.0.1:80");
        assertFault(
                RULE + "chat.subscibe is 'everyone', and there is no setting of this name; probably meant: " + RULE
                        + "chat.subscribe.",
                "capstan.channels.rulez is 'chat', and there is no setting of this name; probably meant:"
                        + " capstan.channels.rules.",
                RULE + "chat.compression is 'on', and there is no setting of this name; allowed is rules, and"
                        + " rule.<name>. with pattern, subscribe,",
                "CAPSTAN_CHANNELS_RULE_CHAT_PUBLSH is 'everyone', and there is no setting of this name; probably meant:"
                        + " CAPSTAN_CHANNELS_RULE_CHAT_PUBLISH.");
        assertFalse(
                assertThrows(WiringException.class, this::read).getMessage().contains("_PORT"),
                "what Kubernetes sets for a service of this name is not ours");
    }

    @Test
    @DisplayName("a rule may come from environment variables alone, whatever keys SmallRye guesses from them")
    void environment() {
        set("CAPSTAN_CHANNELS_RULE_MY_RULE_PATTERN", "a.*")
                .set("CAPSTAN_CHANNELS_RULE_MY_RULE_HISTORY_SIZE", "3")
                .set("capstan.channels.rule.my.rule.pattern", "a.*")
                .set("capstan.channels.rule.my.rule.history.size", "3");
        assertFault("CAPSTAN_CHANNELS_RULE_MY_RULE_PATTERN is 'a.*', and there is no setting of this name; allowed is"
                + " rules, and rule.<name>. with pattern,");
        assertFalse(assertThrows(WiringException.class, this::read).getMessage().contains("my.rule"));
        set("CAPSTAN_CHANNELS_RULES", "my_rule");
        assertEquals(3, read().apply("a.b").historySize());
    }

    @Test
    @DisplayName("a misspelt name of a rule is a rule without a pattern")
    void withoutPattern() {
        set(RULE + "chat.pattern", "chat.*").set(RULE + "chta.subscribe", "everyone");
        assertFault("The rule 'chta' of channels has no pattern; set " + RULE
                + "chta.pattern, as in chat.*, or mend the name" + " if another rule was meant.");
    }

    @Test
    @DisplayName("rules that contradict themselves or each other stop the deployment")
    void contradictions() {
        set(RULE + "a.pattern", "a.*")
                .set(RULE + "b.pattern", "a.*")
                .set(RULE + "b.history", "everyone")
                .set(RULE + "b.history.age", "1h")
                .set(RULE + "b.subscribe", "everyone")
                .set(RULE + "b.presence", "role:admin")
                .set(RULE + "b.join-leave", "true")
                .set(RULE + "b.rate", "3")
                .set(RULE + "b.payload", "1048577")
                .set("capstan.channels.rules", "a,b,a,c d");
        assertFault(
                RULE + "b.pattern is 'a.*'; allowed is another one, since the rule 'a' has it already.",
                RULE + "b.history is 'everyone'; allowed is nobody, since nothing is kept as long as " + RULE
                        + "b.history.size is 0.",
                RULE + "b.history.age is '1h'; allowed is nothing, since nothing is kept as long as",
                RULE + "b.join-leave is 'true'; allowed is false, since it tells all who may subscribe (everyone) what"
                        + " only others may see (" + RULE + "b.presence is role:admin).",
                RULE + "b.rate is '3'; allowed is 0, since no client may publish; see " + RULE + "b.publish.",
                RULE + "b.payload is '1048577'; allowed is at most 1048576, since no outbox takes more; see"
                        + " capstan.outbox.bytes.",
                "capstan.channels.rules is 'a,b,a,c d'; allowed is a list of names, each once; 'a' is there twice.",
                "'c d' is none.");
    }

    @Test
    @DisplayName("notices are no contradiction where all who may subscribe may see who is there")
    void notices() {
        set(RULE + "a.pattern", "a.*")
                .set(RULE + "a.subscribe", "role:editor")
                .set(RULE + "a.presence", "role:clerk,editor")
                .set(RULE + "a.join-leave", "true");
        assertTrue(read().apply("a.b").notices());
    }
}
