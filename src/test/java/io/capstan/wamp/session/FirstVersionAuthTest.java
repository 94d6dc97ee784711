package io.capstan.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.wamp.Identity;
import io.capstan.wamp.auth.Door;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.FirstVersionOptions.Curie;
import io.capstan.wamp.v1.FirstVersion;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients of the first version prove who they are, by the calls that this has for it. */
class FirstVersionAuthTest {
    /** Takes nobody but who signs a challenge with its name. */
    private static final Door DOOR = applicant -> {
        if (!applicant.methods().contains("wampcra")) {
            return new Step.Denied("wamp.error.authentication_required", "Who are you?");
        }
        String name = applicant.authid().orElseThrow();
        return new Step.Challenge(
                "wampcra",
                Dict.of("challenge", "{\"authid\":\"" + name + "\"}"),
                (signature, extra) -> signature.equals("signed by " + name)
                        ? new Step.Admitted(new Identity(
                                "realm1", name, "user", "wampcra", "static", Dict.EMPTY, Caller.of(name, "user")))
                        : new Step.Denied("wamp.error.authentication_denied", "No."));
    };

    private final SessionRig rig = new SessionRig(DOOR, Guard.OPEN);
    private final FakeClient wire = FakeClient.open(Shards.inline());
    private final Visitor client = new FirstVersion(new ConnectionRegistry())
            .receive(wire.connection(), rig.router, new FirstVersionOptions("realm1", Curie.SPEC, false));

    /** Single quotation marks stand for double ones. */
    private String last(String frame) {
        client.text(frame.replace('\'', '"'));
        return wire.texts().get(wire.texts().size() - 1).replace('"', '\'');
    }

    private String authreq(String name) {
        return last("[2,'1','http://api.wamp.ws/procedure#authreq','" + name + "',{}]");
    }

    private String auth(String signature) {
        return last("[2,'2','http://api.wamp.ws/procedure#auth','" + signature + "']");
    }

    @Test
    @DisplayName("who has proved nothing is welcomed, and may do nothing but prove who it is")
    void outside() {
        assertEquals(1, wire.texts().size());
        assertTrue(wire.texts().get(0).startsWith("[0,"));
        assertTrue(last("[2,'a','p']").startsWith("[4,'a','wamp.error.not_authorized',"));
        assertTrue(last("[5,'t']").startsWith("[4,'t','wamp.error.not_authorized',"));
        last("[7,'t',1]");
        last("[6,'t']");
        assertEquals(List.of(), wire.closes());
        assertEquals(0, rig.realm.roster().size());
    }

    @Test
    @DisplayName("who signs the challenge is in the realm as whom it says it is")
    void proof() {
        client.text("[1,\"api\",\"http://api.wamp.ws/procedure#\"]");
        assertEquals("[3,'1','{\\'authid\\':\\'ann\\'}']", last("[2,'1','api:authreq','ann']"));
        assertEquals("[3,'2',{'pubsub':[],'rpc':[]}]", auth("signed by ann"));
        assertEquals(
                "ann",
                rig.realm.roster().all().findFirst().orElseThrow().identity().authid());
        assertEquals("ann", wire.connection().caller().name());
        int before = wire.texts().size();
        client.text("[5,\"t\"]");
        assertEquals(before, wire.texts().size(), "nothing is refused any more");
        client.gone();
        assertEquals(0, rig.realm.roster().size());
    }

    @Test
    @DisplayName("who does not may try again, from the beginning; another one may follow on the same connection")
    void again() {
        authreq("ann");
        assertEquals("[4,'2','wamp.error.authentication_denied','No.']", auth("wrong"));
        assertTrue(auth("signed by ann").startsWith("[4,'2','wamp.error.invalid_argument',"), "there is no challenge");
        assertTrue(authreq("bob").startsWith("[3,'1',"));
        assertEquals("[3,'2',{'pubsub':[],'rpc':[]}]", auth("signed by bob"));
        authreq("ann");
        assertEquals(0, rig.realm.roster().size(), "the session of bob is over");
        auth("signed by ann");
        assertEquals(1, rig.realm.roster().size());
        assertEquals(List.of(), wire.closes());
    }

    @Test
    @DisplayName("who it is has to be said")
    void nobody() {
        assertTrue(last("[2,'1','http://api.wamp.ws/procedure#authreq']").startsWith("[4,'1','wamp.error.invalid_"));
        assertTrue(last("[2,'1','http://api.wamp.ws/procedure#authreq',null]").startsWith("[4,'1','wamp.error.inva"));
        assertTrue(last("[2,'1','http://api.wamp.ws/procedure#auth',7]").startsWith("[4,'1','wamp.error.invalid_"));
    }

    @Test
    @DisplayName("the router stops: its clients are told by the close code")
    void shutdown() {
        authreq("ann");
        auth("signed by ann");
        rig.realm
                .roster()
                .all()
                .forEach(session ->
                        session.end(new WampMessage.Goodbye(Dict.EMPTY, Reason.SYSTEM_SHUTDOWN, Arguments.NONE)));
        assertEquals(List.of("1001 wamp.close.system_shutdown"), wire.closes());
    }
}
