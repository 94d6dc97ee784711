package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.wamp.Grant;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.FakeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whom a publisher means, and what subscribers learn about it. */
class FilterTest {
    private final BrokerRig rig = new BrokerRig();
    private final WebSocketSession publisher = rig.client("pub", "admin");
    private final List<TestSession> subscribers = new ArrayList<>();
    private final FakeClient stranger = rig.stranger();

    /** Exact and by pattern, with a WebSocket and without: ann of users, bob of users, cid of admins. */
    private void subscribe() {
        rig.channel("t").join(stranger.connection());
        for (Map.Entry<String, String> who :
                List.of(Map.entry("ann", "user"), Map.entry("bob", "user"), Map.entry("cid", "admin"))) {
            TestSession exact = rig.client(who.getKey(), who.getValue());
            exact.subscribe("t");
            TestSession pattern = rig.client(who.getKey(), who.getValue());
            pattern.subscribe("t", "match", "prefix");
            TestSession local = rig.local(who.getKey(), who.getValue());
            local.subscribe("t");
            subscribers.addAll(List.of(exact, pattern, local));
        }
    }

    /** The names of those who have got it, exactly, by pattern and without a WebSocket. */
    private String receivers(Object... options) {
        String mark = "m" + rig.nextRequest();
        rig.publish(publisher, "t", BrokerRig.options(options), Arguments.of(mark));
        StringBuilder names = new StringBuilder();
        for (TestSession each : subscribers) {
            names.append(each.values().contains(mark) ? each.identity().authid().charAt(0) : '-');
        }
        return names + (stranger.texts().contains(mark) ? " s" : "");
    }

    @Test
    @DisplayName("six keys: who is in all lists of the eligible and in none of the excluded, whatever the way it comes")
    void keys() {
        subscribe();
        List<Long> ids = subscribers.stream().map(TestSession::id).toList();
        assertEquals("aaabbbccc s", receivers());
        assertEquals("---bbbccc s", receivers("exclude", ids.subList(0, 3)));
        assertEquals("aaabb--cc s", receivers("exclude", List.of(ids.get(5), ids.get(6), 99L)));
        assertEquals("---bbb---", receivers("eligible", ids.subList(3, 6)));
        assertEquals("aaa---ccc s", receivers("exclude_authid", List.of("bob", "nobody")));
        assertEquals("aaa---ccc", receivers("eligible_authid", List.of("ann", "cid")));
        assertEquals("------ccc s", receivers("exclude_authrole", List.of("user")));
        assertEquals("aaabbb---", receivers("eligible_authrole", List.of("user")));
        assertEquals("aaa------", receivers("eligible_authrole", List.of("user"), "exclude_authid", List.of("bob")));
        assertEquals("---------", receivers("eligible_authrole", List.of("user"), "eligible_authid", List.of("cid")));
    }

    @Test
    @DisplayName("an empty list of the eligible means nobody, an empty list of the excluded means nothing")
    void empty() {
        subscribe();
        for (String property : List.of("", "_authid", "_authrole")) {
            assertEquals("---------", receivers("eligible" + property, List.of()));
            assertEquals("aaabbbccc s", receivers("exclude" + property, List.of()));
        }
    }

    @Test
    @DisplayName("the publisher is left out of what it means itself by, unless it says otherwise")
    void publisher() {
        publisher.subscribe("t");
        publisher.subscribe("", "match", "prefix");
        receivers("eligible_authrole", List.of("admin"));
        assertEquals(0, publisher.events().size());
        receivers("eligible_authrole", List.of("admin"), "exclude_me", false);
        assertEquals(2, publisher.events().size());
    }

    @Test
    @DisplayName("lists of something else are against the protocol")
    void wrong() {
        for (Dict options : List.of(
                Dict.of("exclude", "x"),
                Dict.of("exclude", List.of("x")),
                Dict.of("eligible", List.of(1L, 2.5)),
                Dict.of("eligible_authid", List.of(1L)),
                Dict.of("exclude_authrole", Map.of()),
                Dict.of("exclude_me", 0L),
                Dict.of("ppt_scheme", 1L))) {
            assertThrows(
                    ProtocolViolation.class,
                    () -> rig.broker.publish(
                            publisher, new WampMessage.Publish(1, options, "t", Arguments.NONE), Grant.PLAIN),
                    options.toString());
        }
        assertEquals(List.of(), publisher.received());
    }

    private Dict details(Grant grant, Dict options) throws ProtocolViolation {
        WebSocketSession ann = rig.client();
        ann.subscribe("d");
        rig.broker.publish(publisher, new WampMessage.Publish(1, options, "d", Arguments.of("x")), grant);
        return ann.events().get(0).details();
    }

    @Test
    @DisplayName("a publisher is disclosed if it wants that and may, or if the realm wants it")
    void disclosure() throws ProtocolViolation {
        Dict disclosed = BrokerRig.options(
                "publisher", publisher.id(), "publisher_authid", "pub", "publisher_authrole", "admin");
        assertEquals(Dict.EMPTY, details(Grant.PLAIN, Dict.EMPTY));
        assertEquals(disclosed, details(Grant.PLAIN, Dict.of("disclose_me", true)));
        assertEquals(disclosed, details(new Grant(true, false, OptionalLong.empty()), Dict.EMPTY));
        rig.broker.publish(
                publisher,
                new WampMessage.Publish(
                        7, BrokerRig.options("disclose_me", true, "acknowledge", true), "d", Arguments.of("x")),
                new Grant(false, false, OptionalLong.empty()));
        assertEquals("wamp.error.option_disallowed.disclose_me", publisher.error());
    }

    @Test
    @DisplayName("subscribers learn the trust level, and how a payload is encoded that the router does not read")
    void details() throws ProtocolViolation {
        assertEquals(
                BrokerRig.options("ppt_scheme", "x_mine", "ppt_keyid", "k", "trustlevel", 3L),
                details(
                        new Grant(false, false, OptionalLong.of(3)),
                        BrokerRig.options("ppt_scheme", "x_mine", "ppt_keyid", "k", "unknown", "u")));
    }
}
