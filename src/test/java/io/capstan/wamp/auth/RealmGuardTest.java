package io.capstan.wamp.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Wamp.Authorizer;
import io.capstan.Wamp.Authorizer.Action;
import io.capstan.Wamp.Authorizer.Decision;
import io.capstan.Wamp.Authorizer.Disclose;
import io.capstan.WampException;
import io.capstan.channel.Hub;
import io.capstan.channel.Permissions;
import io.capstan.settings.Settings;
import io.capstan.wamp.Features;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.ConnectionRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What members of a realm may do")
class RealmGuardTest {
    private final List<String> asked = new ArrayList<>();
    private final Decisions decisions = new Decisions();
    private final Map<String, String> settings = new HashMap<>();
    private final Session ann = session("ann", Set.of("editor"));

    private static Session session(String authid, Set<String> roles) {
        return session(new Caller(authid, roles, Map.of(), Optional.empty()));
    }

    private static Session session(Caller caller) {
        Identity identity = new Identity("realm1", caller.name(), "clerk", "ticket", "static", Dict.EMPTY, caller);
        return new Session(1, identity, new Features(Set.of(), Set.of())) {
            @Override
            public void send(WampMessage message) {}

            @Override
            public void end(WampMessage last) {}
        };
    }

    private RealmGuard guard(Authorizer... beans) {
        Settings source = new Settings(key -> Optional.ofNullable(settings.get(key)), settings.keySet());
        AuthOptions options = AuthOptions.of(source, List.of("realm1")).get(0);
        source.check();
        return new RealmGuard(
                "",
                options.rules(),
                List.of(beans),
                decisions,
                new Permissions(List.of(), new Hub(new ConnectionRegistry(), List.of())));
    }

    private Authorizer saying(Decision decision) {
        return request -> {
            asked.add(request.member().authid() + " " + request.action() + " " + request.uri() + " " + request.match());
            return decision;
        };
    }

    private static Grant may(Guard guard, Session session, Action action, String uri) {
        return guard.check(session, action, uri, MatchPolicy.EXACT);
    }

    private static String denied(Guard guard, Session session, Action action, String uri) {
        return assertThrows(WampException.class, () -> may(guard, session, action, uri))
                .uri();
    }

    @Test
    @DisplayName("without rules and beans, members may do all but end what others have")
    void open() {
        RealmGuard guard = guard();
        assertEquals(Grant.PLAIN, may(guard, ann, Action.REGISTER, "shop.price"));
        assertEquals(Grant.PLAIN, may(guard, ann, Action.CALL, "wamp.session.list"));
        assertEquals("wamp.error.not_authorized", denied(guard, ann, Action.CALL, "wamp.session.kill"));
        assertEquals("wamp.error.not_authorized", denied(guard, ann, Action.CALL, "wamp.registration.remove_callee"));
    }

    @Test
    @DisplayName(
            "only where the application has a say, by a bean or by callers of its own, may a decision take its time")
    void mayBlock() {
        assertFalse(guard().mayBlock(ann));
        assertTrue(guard(saying(Decision.GRANT)).mayBlock(ann));
        Session own = session(new Caller("own", Set.of(), Map.of(), Optional.empty()) {});
        assertFalse(guard().mayBlock(own), "nobody asks it for its roles");
        settings.putAll(Map.of("capstan.wamp.rule.all.match", "prefix", "capstan.wamp.rule.all.allow", "all"));
        assertFalse(guard().mayBlock(ann));
        assertTrue(guard().mayBlock(own));
    }

    @ParameterizedTest(name = "a prefix ''{0}''")
    @ValueSource(strings = {"wamp.session.", "wamp."})
    @DisplayName("who may end sessions is named by a rule for them, not by one for everything")
    void kill(String prefix) {
        settings.putAll(Map.of(
                "capstan.wamp.rule.all.match", "prefix",
                "capstan.wamp.rule.all.allow", "all"));
        assertEquals("wamp.error.not_authorized", denied(guard(), ann, Action.CALL, "wamp.session.kill"));
        settings.putAll(Map.of(
                "capstan.wamp.rule.kill.uri", prefix,
                "capstan.wamp.rule.kill.match", "prefix",
                "capstan.wamp.rule.kill.role", "editor",
                "capstan.wamp.rule.kill.allow", "call"));
        assertEquals(Grant.PLAIN, may(guard(), ann, Action.CALL, "wamp.session.kill"), "a role of the caller counts");
        assertEquals(
                "wamp.error.not_authorized",
                denied(guard(), session("joe", Set.of()), Action.CALL, "wamp.session.kill"));
    }

    @Test
    @DisplayName("a rule says who learns who it was, and how far it may be trusted")
    void grants() {
        settings.putAll(Map.of(
                "capstan.wamp.rule.a.uri", "shop.a",
                "capstan.wamp.rule.a.allow", "publish",
                "capstan.wamp.rule.a.role", "clerk",
                "capstan.wamp.rule.a.disclose", "always",
                "capstan.wamp.rule.a.trust-level", "3",
                "capstan.wamp.rule.b.uri", "shop.b",
                "capstan.wamp.rule.b.allow", "all",
                "capstan.wamp.rule.b.disclose", "never"));
        assertEquals(new Grant(true, true, OptionalLong.of(3)), may(guard(), ann, Action.PUBLISH, "shop.a"));
        assertEquals(new Grant(false, false, OptionalLong.empty()), may(guard(), ann, Action.CALL, "shop.b"));
        assertEquals("wamp.error.not_authorized", denied(guard(), ann, Action.CALL, "shop.a"));
        assertEquals("wamp.error.not_authorized", denied(guard(), ann, Action.CALL, "shop.c"));
        assertEquals(
                Grant.PLAIN,
                may(guard(), ann, Action.CALL, "wamp.session.add_testament"),
                "what is published by it is authorised by itself");
    }

    @Test
    @DisplayName("beans are asked in turn and before the rules; who denies or fails is heard")
    void beans() {
        Authorizer ignoring = saying(Decision.IGNORE);
        assertEquals(
                new Grant(false, false, OptionalLong.of(7)),
                may(
                        guard(
                                ignoring,
                                saying(Decision.GRANT.disclosing(Disclose.NEVER).trusted(7))),
                        ann,
                        Action.CALL,
                        "wamp.session.kill"));
        assertEquals(
                "wamp.error.not_authorized",
                denied(guard(ignoring, saying(Decision.DENY)), ann, Action.CALL, "shop.price"));
        assertEquals(
                List.of("ann CALL wamp.session.kill exact", "ann CALL wamp.session.kill exact"), asked.subList(0, 2));
        Authorizer broken = request -> {
            throw new IllegalStateException("The directory is down.");
        };
        assertEquals(
                "wamp.error.authorization_failed",
                denied(guard(broken, saying(Decision.GRANT)), ann, Action.CALL, "shop.price"));
    }

    @Test
    @DisplayName("an answer is kept where the bean says so, for one session, until it is purged")
    void cache() {
        RealmGuard guard = guard(saying(Decision.GRANT.cachedFor(Duration.ofHours(1))));
        for (int i = 0; i < 3; i++) {
            may(guard, ann, Action.CALL, "shop.price");
        }
        assertEquals(1, asked.size());
        may(guard, ann, Action.REGISTER, "shop.price");
        guard.check(ann, Action.CALL, "shop.price", MatchPolicy.PREFIX);
        Session joe = session("joe", Set.of());
        may(guard, joe, Action.CALL, "shop.price");
        assertEquals(4, asked.size(), "another action, another pattern, another session");
        decisions.purge("realm1", "joe");
        may(guard, ann, Action.CALL, "shop.price");
        may(guard, joe, Action.CALL, "shop.price");
        assertEquals(5, asked.size());
        decisions.purge();
        may(guard, ann, Action.CALL, "shop.price");
        assertEquals(6, asked.size());
        guard.forget(ann);
        may(guard, ann, Action.CALL, "shop.price");
        assertEquals(7, asked.size());
    }

    @Test
    @DisplayName("an answer that was on its way when all was purged does not stay")
    void late() {
        RealmGuard guard = guard(request -> {
            asked.add(request.uri());
            if (asked.size() == 1) {
                decisions.purge();
            }
            return Decision.GRANT.cachedFor(Duration.ofHours(1));
        });
        may(guard, ann, Action.CALL, "shop.price");
        may(guard, ann, Action.CALL, "shop.price");
        may(guard, ann, Action.CALL, "shop.price");
        assertEquals(2, asked.size());
    }

    @Test
    @DisplayName("an answer without a time is asked for each time")
    void uncached() {
        RealmGuard guard = guard(saying(Decision.GRANT));
        may(guard, ann, Action.CALL, "shop.price");
        may(guard, ann, Action.CALL, "shop.price");
        assertTrue(asked.size() == 2);
    }
}
