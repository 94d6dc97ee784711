package io.capstan.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.Caller;
import io.capstan.WampException;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An errand")
class ErrandTest {

    private static Errand begin(SessionRig rig, String realm) {
        return Errand.begin(rig.router, realm, Caller.of("ann", "clerk"), Optional.empty(), "192.0.2.1", Runnable::run);
    }

    private static WampMessage.Call call(String procedure) {
        return new WampMessage.Call(Errand.REQUEST, Dict.EMPTY, procedure, Arguments.NONE);
    }

    @Test
    @DisplayName("has its call answered, once and by the last part")
    void answered() throws Exception {
        Errand errand = begin(new SessionRig(), "realm1");
        CompletableFuture<WampMessage> answer = errand.ask(call("shop.price"));
        errand.send(new WampMessage.Result(Errand.REQUEST, Dict.of("progress", true), Arguments.of(1)));
        assertFalse(answer.isDone());
        errand.send(new WampMessage.Result(Errand.REQUEST, Dict.EMPTY, Arguments.of(2)));
        assertEquals(Arguments.of(2), answer.getNow(null).arguments());
    }

    @Test
    @DisplayName("is neither listed nor counted")
    void unseen() throws Exception {
        SessionRig rig = new SessionRig();
        begin(rig, "realm1").ask(call("shop.price"));
        assertEquals(0, rig.realm.roster().size());
    }

    @Test
    @DisplayName("is held to the rules of the realm")
    void guarded() throws Exception {
        Guard guard = (session, action, uri, match) -> {
            throw new WampException("wamp.error.not_authorized", action + " " + uri);
        };
        Errand errand = begin(new SessionRig(SessionRig.OPEN, guard), "realm1");
        WampMessage.Failure failure = assertInstanceOf(
                WampMessage.Failure.class, errand.ask(call("shop.price")).getNow(null));
        assertEquals("wamp.error.not_authorized", failure.error());
        assertEquals(Arguments.of("CALL shop.price"), failure.arguments());
    }

    @Test
    @DisplayName("does not begin in a realm that there is not, for somebody who is not let in or has more to prove")
    void refused() {
        SessionRig open = new SessionRig();
        assertEquals(
                "wamp.error.no_such_realm",
                assertThrows(WampException.class, () -> begin(open, "nowhere")).uri());
        SessionRig closed = new SessionRig(applicant -> new Step.Denied("shop.closed", "Come back."), Guard.OPEN);
        assertEquals(
                "shop.closed",
                assertThrows(WampException.class, () -> begin(closed, "realm1")).uri());
        SessionRig asking = new SessionRig(
                applicant -> new Step.Challenge("ticket", Dict.EMPTY, (signature, extra) -> {
                    throw new IllegalStateException();
                }),
                Guard.OPEN);
        assertEquals(
                "wamp.error.authentication_required",
                assertThrows(WampException.class, () -> begin(asking, "realm1")).uri());
        open.router.stop();
        assertEquals(
                "wamp.close.system_shutdown",
                assertThrows(WampException.class, () -> begin(open, "realm1")).uri());
    }
}
