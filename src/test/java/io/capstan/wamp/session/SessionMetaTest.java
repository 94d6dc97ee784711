package io.capstan.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.WampException;
import io.capstan.wamp.Grant;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The session meta API and testaments")
class SessionMetaTest {
    private final SessionRig rig = new SessionRig();
    private final SessionRig.Client ann = rig.joined("ann");
    private final SessionRig.Client bob = rig.joined("bob");
    private final SessionRig.Client bob2 = rig.joined("bob");

    private static Object result(WampMessage message) {
        List<?> results = ((WampMessage.Result) message).arguments().positional();
        return results.isEmpty() ? "nothing" : results.get(0);
    }

    private static String error(WampMessage message) {
        return ((WampMessage.Failure) message).error();
    }

    @Test
    @DisplayName("sessions are counted and listed, also by their roles")
    void list() {
        assertEquals(3L, result(ann.calls("wamp.session.count")));
        assertEquals(Set.of(ann.session, bob.session, bob2.session), Set.copyOf((List<?>)
                result(ann.calls("wamp.session.list"))));
        assertEquals(3L, result(ann.calls("wamp.session.count", List.of("guest", "admin"))));
        assertEquals(0L, result(ann.calls("wamp.session.count", List.of("admin"))));
        assertEquals(List.of(), result(ann.calls("wamp.session.list", List.of("admin"))), "a list, not null");
        assertEquals("wamp.error.invalid_argument", error(ann.calls("wamp.session.count", "guest")));
        assertEquals("wamp.error.invalid_argument", error(ann.calls("wamp.session.count", List.of(List.of(1)))));
    }

    @Test
    @DisplayName("what is known of a session is told, and no secret")
    void get() {
        assertEquals(
                Map.of(
                        "session", bob.session,
                        "authid", "bob",
                        "authrole", "guest",
                        "authmethod", "anonymous",
                        "authprovider", "static",
                        "transport", Map.of("type", "websocket", "protocol", "wamp.2.fake")),
                result(ann.calls("wamp.session.get", bob.session)));
        assertEquals("wamp.error.no_such_session", error(ann.calls("wamp.session.get", 1L)));
        assertEquals("wamp.error.invalid_argument", error(ann.calls("wamp.session.get")));
        assertEquals("wamp.error.invalid_argument", error(ann.calls("wamp.session.get", "bob")));
    }

    @Test
    @DisplayName("a session is ended with the reason that is given, once, and never one's own")
    void kill() {
        ann.calls("wamp.session.kill", List.of(bob.session), Map.of("reason", "shop.closed", "message", "Good night"));
        WampMessage.Goodbye goodbye = bob.transport.last(WampMessage.Goodbye.class);
        assertEquals("shop.closed", goodbye.reason());
        assertEquals(Dict.of("message", "Good night"), goodbye.details());
        assertEquals(2L, result(ann.calls("wamp.session.count")));
        assertEquals("wamp.error.no_such_session", error(ann.calls("wamp.session.kill", bob.session)));
        assertEquals("wamp.error.no_such_session", error(ann.calls("wamp.session.kill", ann.session)));
        assertNull(bob.transport.closed, "it may answer");
        bob.transport.after(Duration.ofSeconds(1));
        assertEquals(CloseCode.NORMAL, bob.transport.closed);
    }

    @Test
    @DisplayName("a reason that is no URI ends nobody")
    void reason() {
        assertEquals(
                "wamp.error.invalid_uri",
                error(ann.calls("wamp.session.kill", List.of(bob.session), Map.of("reason", "not good"))));
        assertEquals(
                "wamp.error.invalid_uri",
                error(ann.calls("wamp.session.kill_all", List.of(), Map.of("reason", "a..b"))));
        assertEquals(3, rig.realm.roster().size());
    }

    @Test
    @DisplayName("by a name the list of those who were ended comes back, by a role and for all the count")
    void killMany() {
        assertEquals(Set.of(bob.session, bob2.session), Set.copyOf((List<?>)
                result(ann.calls("wamp.session.kill_by_authid", "bob"))));
        assertEquals(
                "wamp.close.killed",
                bob.transport.last(WampMessage.Goodbye.class).reason());
        SessionRig.Client joe = rig.joined("joe");
        assertEquals(0L, result(ann.calls("wamp.session.kill_by_authrole", "admin")));
        assertEquals(1L, result(ann.calls("wamp.session.kill_by_authrole", "guest")));
        assertEquals(
                "wamp.close.killed",
                joe.transport.last(WampMessage.Goodbye.class).reason());
        rig.joined("eve");
        assertEquals(1L, result(ann.calls("wamp.session.kill_all")));
        assertEquals(1, rig.realm.roster().size(), "the one who asks stays");
    }

    @Test
    @DisplayName("on_join has what is known of the session, on_leave three arguments")
    void events() {
        assertTrue(rig.broker.told.stream()
                .anyMatch(told -> told.startsWith("announce wamp.session.on_join [{")
                        && told.contains("session=" + bob.session)
                        && told.contains("authid=bob")));
        bob.peer.gone();
        assertEquals(
                "announce wamp.session.on_leave [" + bob.session + ", bob, guest]",
                rig.broker.told.get(rig.broker.told.size() - 1));
    }

    @Test
    @DisplayName(
            "testaments are published when the session ends, those of its detaching first, each as it was asked for")
    void testaments() {
        bob.calls("wamp.session.add_testament", "shop.last", List.of("one"), Map.of());
        bob.calls("wamp.session.add_testament", "shop.last", List.of("two"), Map.of("k", 1L));
        bob.calls(
                "wamp.session.add_testament",
                List.of("shop.lost", List.of(), Map.of()),
                Map.of("scope", "detached", "publish_options", Map.of("retain", true, "acknowledge", true)));
        int before = bob.transport.sent.size();
        bob.peer.gone();
        assertEquals(
                List.of("shop.lost", "shop.last", "shop.last"),
                rig.broker.published.stream().map(WampMessage.Publish::topic).toList());
        assertEquals(Dict.of("retain", true), rig.broker.published.get(0).options());
        assertEquals(
                Arguments.of(List.of("two"), Map.of("k", 1L)),
                rig.broker.published.get(2).arguments());
        assertEquals(before, bob.transport.sent.size(), "it is told nothing any more");
    }

    @Test
    @DisplayName("testaments are flushed by scope, and there are so many of them")
    void flush() {
        for (int i = 0; i < Testaments.MOST; i++) {
            bob.calls("wamp.session.add_testament", "shop.last", List.of(i), Map.of());
        }
        assertEquals(
                "capstan.error.limit_exceeded",
                error(bob.calls("wamp.session.add_testament", "shop.last", List.of(), Map.of())));
        assertEquals(0L, result(bob.calls("wamp.session.flush_testaments", List.of(), Map.of("scope", "detached"))));
        assertEquals((long) Testaments.MOST, result(bob.calls("wamp.session.flush_testaments")));
        assertEquals(
                "wamp.error.invalid_argument",
                error(bob.calls("wamp.session.flush_testaments", List.of(), Map.of("scope", "all"))));
        bob.peer.gone();
        assertTrue(rig.broker.published.isEmpty());
    }

    @Test
    @DisplayName("nobody has published by a testament what it may not publish")
    void forbidden() {
        Guard guard = (session, action, uri, match) -> {
            if (uri.equals("shop.secret")) {
                throw new WampException("wamp.error.not_authorized", "No.");
            }
            return Grant.PLAIN;
        };
        SessionRig.Client eve = new SessionRig(SessionRig.OPEN, guard).joined("eve");
        assertEquals(
                "wamp.error.not_authorized",
                error(eve.calls("wamp.session.add_testament", "shop.secret", List.of(), Map.of())));
        assertEquals(
                "wamp.error.invalid_uri",
                error(eve.calls("wamp.session.add_testament", "wamp.session.on_join", List.of(), Map.of())));
        assertEquals(
                "wamp.error.invalid_uri", error(eve.calls("wamp.session.add_testament", "a b", List.of(), Map.of())));
    }
}
