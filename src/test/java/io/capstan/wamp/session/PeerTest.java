package io.capstan.wamp.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A conversation with a WAMP client")
class PeerTest {
    private static final WampMessage GOODBYE = new WampMessage.Goodbye(Dict.EMPTY, "wamp.close.normal", Arguments.NONE);

    private final SessionRig rig = new SessionRig();

    private static void assertAborted(String reason, CloseCode code, FakeTransport transport) {
        assertEquals(reason, transport.last(WampMessage.Abort.class).reason());
        assertEquals(code, transport.closed);
    }

    @Test
    @DisplayName("WELCOME says who the client is and what the router can do, and no version")
    void welcome() {
        Dict details =
                rig.joined("ann").transport.last(WampMessage.Welcome.class).details();
        assertEquals(
                Map.of(
                        "broker",
                        Map.of("features", Map.of("publisher_exclusion", true, "session_meta_api", true)),
                        "dealer",
                        Map.of(
                                "features",
                                Map.of("call_canceling", true, "session_meta_api", true, "testament_meta_api", true))),
                details.members().get("roles"));
        assertEquals("ann", details.members().get("authid"));
        assertEquals("guest", details.members().get("authrole"));
        assertEquals("realm1", details.members().get("realm"));
        assertEquals("Capstan", details.members().get("agent"));
    }

    @Test
    @DisplayName(
            "a thread that must not block leaves over all in which the application may have a part, and the end of a session")
    void notHere() {
        SessionRig.Client client = rig.client();
        Runnable joining = client.peer.tryReceive(SessionRig.hello("realm1"));
        assertTrue(client.transport.sent.isEmpty());
        joining.run();
        client.transport.last(WampMessage.Welcome.class);
        WampMessage yield = new WampMessage.Yield(1, Dict.EMPTY, Arguments.NONE);
        assertNotNull(client.peer.tryReceive(yield), "this dealer may block");
        rig.dealer.mayBlock = false;
        assertNotNull(
                client.peer.tryReceive(new WampMessage.Call(1, Dict.EMPTY, "p", Arguments.NONE)),
                "this guard may block");
        assertEquals(List.of(), rig.dealer.told);
        assertNull(client.peer.tryReceive(yield));
        assertEquals(List.of("yield 1"), rig.dealer.told);
        rig.dealer.fails = true;
        Runnable failing = client.peer.tryReceive(yield);
        assertNull(client.transport.closed, "who leaves may be told to others, and so leaves elsewhere");
        failing.run();
        assertAborted("wamp.error.protocol_violation", CloseCode.PROTOCOL_ERROR, client.transport);
    }

    @Test
    @DisplayName("who is told WELCOME is already seen by the others, and is ended by none of them before")
    void seen() throws Exception {
        SessionRig.Client client = rig.client();
        List<Long> seen = new ArrayList<>();
        List<Thread> ending = new ArrayList<>();
        client.transport.atSending = message -> {
            if (message instanceof WampMessage.Welcome) {
                rig.realm.roster().all().forEach(session -> {
                    seen.add(session.id());
                    Thread killer = new Thread(() -> session.end(GOODBYE));
                    ending.add(killer);
                    killer.start();
                    await().until(() -> killer.getState() == Thread.State.BLOCKED);
                });
            }
        };
        client.says(SessionRig.hello("realm1"));
        ending.get(0).join();
        WampMessage.Welcome welcome = assertInstanceOf(WampMessage.Welcome.class, client.transport.sent.get(0));
        assertEquals(List.of(welcome.session()), seen);
        assertEquals(GOODBYE, client.transport.sent.get(1));
    }

    @Test
    @DisplayName("GOODBYE is answered with goodbye_and_out, everything is given back, and the connection closes")
    void goodbye() {
        SessionRig.Client client = rig.joined();
        client.says(GOODBYE);
        assertEquals(
                "wamp.close.goodbye_and_out",
                client.transport.last(WampMessage.Goodbye.class).reason());
        assertEquals(CloseCode.NORMAL, client.transport.closed);
        assertEquals(1, rig.broker.told.stream().filter("leave"::equals).count());
        assertEquals(1, rig.dealer.told.stream().filter("leave"::equals).count());
        client.peer.gone();
        assertEquals(1, rig.broker.told.stream().filter("leave"::equals).count(), "once only");
    }

    @Test
    @DisplayName("where a realm allows it, another session follows on the same connection")
    void reuse() {
        SessionRig lasting = new SessionRig("reuse", "true");
        SessionRig.Client client = lasting.joined();
        client.says(GOODBYE);
        assertNull(client.transport.closed);
        client.says(SessionRig.hello("realm1"));
        assertTrue(client.session
                != client.transport.last(WampMessage.Welcome.class).session());
        client.transport.after(Duration.ofHours(1));
        assertNull(client.transport.closed, "the time to authenticate is over, and nobody waits for it");
    }

    @Test
    @DisplayName("what was set up for the end of one session does nothing to the next one on the connection")
    void reuseAfterKill() {
        SessionRig lasting = new SessionRig("reuse", "true");
        SessionRig.Client client = lasting.joined("bob");
        lasting.joined("ann").calls("wamp.session.kill", client.session);
        client.says(GOODBYE).says(SessionRig.hello("realm1"));
        long second = client.transport.last(WampMessage.Welcome.class).session();
        client.transport.after(Duration.ofSeconds(5));
        assertNull(client.transport.closed);
        assertTrue(lasting.realm.roster().find(second).isPresent());
    }

    @Test
    @DisplayName("a stop does not wait for whose session was ending already, though another one could follow otherwise")
    void reuseAtStop() {
        SessionRig lasting = new SessionRig("reuse", "true");
        SessionRig.Client bob = lasting.joined("bob");
        SessionRig.Client ann = lasting.joined("ann");
        lasting.realm.roster().find(bob.session).orElseThrow().end(GOODBYE);
        CompletableFuture<Void> over = lasting.router.stop().toCompletableFuture();
        bob.says(GOODBYE);
        ann.says(GOODBYE);
        assertTrue(over.isDone());
        assertEquals(CloseCode.NORMAL, bob.transport.closed);
        assertEquals(CloseCode.GOING_AWAY, ann.transport.closed);
    }

    @Test
    @DisplayName("a fault of the router ends the one session that met it, with an ABORT and 1011")
    void fault() {
        SessionRig broken = new SessionRig(SessionRig.OPEN, (session, action, uri, match) -> {
            throw new IllegalStateException("dropped");
        });
        SessionRig.Client client = broken.joined();
        client.says(new WampMessage.Publish(1, Dict.EMPTY, "shop.sold", Arguments.NONE));
        assertAborted("capstan.error.internal", CloseCode.INTERNAL_ERROR, client.transport);
        assertEquals(0, broken.realm.roster().size());
    }

    @Test
    @DisplayName("an unknown realm, a name that is none, and a router that stops end in an ABORT")
    void realms() {
        SessionRig.Client client = rig.client().says(SessionRig.hello("realm2"));
        assertAborted("wamp.error.no_such_realm", CloseCode.NORMAL, client.transport);
        client = rig.client().says(SessionRig.hello("a..b"));
        assertAborted("wamp.error.invalid_uri", CloseCode.NORMAL, client.transport);
        rig.router.stop();
        client = rig.client().says(SessionRig.hello("realm1"));
        assertAborted("wamp.close.system_shutdown", CloseCode.NORMAL, client.transport);
    }

    @Test
    @DisplayName("who does not authenticate in time gets an ABORT and 4408")
    void late() {
        SessionRig.Client client = rig.client();
        client.transport.after(Duration.ofSeconds(9));
        assertNull(client.transport.closed);
        client.transport.after(Duration.ofSeconds(10));
        assertAborted("wamp.error.authentication_failed", CloseCode.AUTHENTICATION_TIMEOUT, client.transport);
    }

    @Test
    @DisplayName("an ABORT is never answered")
    void abort() {
        WampMessage abort = new WampMessage.Abort(Dict.EMPTY, "some.reason", Arguments.NONE);
        SessionRig.Client early = rig.client().says(abort);
        assertEquals(List.of(), early.transport.sent);
        assertEquals(CloseCode.NORMAL, early.transport.closed);
        SessionRig.Client late = rig.joined().says(abort);
        assertInstanceOf(WampMessage.Welcome.class, late.transport.last());
        assertEquals(CloseCode.NORMAL, late.transport.closed);
        assertEquals(0, rig.realm.roster().size());
    }

    @Test
    @DisplayName("what breaks the protocol ends the session with its subscriptions and registrations, and 1002")
    void violation() {
        SessionRig.Client client = rig.joined();
        client.peer.violate("no message");
        assertAborted("wamp.error.protocol_violation", CloseCode.PROTOCOL_ERROR, client.transport);
        assertEquals(1, rig.broker.told.stream().filter("leave"::equals).count());
        assertEquals(1, rig.dealer.told.stream().filter("leave"::equals).count());
        client.says(GOODBYE);
        assertInstanceOf(WampMessage.Abort.class, client.transport.last(), "nothing is said any more");
    }

    @Test
    @DisplayName("an ABORT is the last message: the session has left before, so that nobody has anything more for it")
    void abortIsLast() {
        SessionRig.Client client = rig.joined();
        List<String> left = new ArrayList<>();
        client.transport.atSending = message -> left.addAll(rig.broker.told);
        client.peer.violate("no message");
        assertTrue(left.contains("leave"), left.toString());
        assertEquals(0, rig.realm.roster().size());
        assertInstanceOf(WampMessage.Abort.class, client.transport.last());
    }

    @Test
    @DisplayName("what is offered to a client while it is aborted comes before the ABORT, and never behind it")
    void abortIsBehindAnswers() throws Exception {
        SessionRig.Client client = rig.joined();
        Session session = rig.realm.roster().all().iterator().next();
        Thread aborting = new Thread(() -> client.peer.violate("no message"));
        client.transport.atSending = message -> {
            if (message instanceof WampMessage.Result) {
                aborting.start();
                await().until(() ->
                        Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(aborting.getState()));
            }
        };
        assertTrue(session.offer(new WampMessage.Result(1, Dict.EMPTY, Arguments.NONE)));
        aborting.join();
        assertAborted("wamp.error.protocol_violation", CloseCode.PROTOCOL_ERROR, client.transport);
    }

    @Test
    @DisplayName("at a stop all are told, and it is over when all have answered or had a second to")
    void stop() {
        SessionRig.Client polite = rig.joined();
        SessionRig.Client silent = rig.joined();
        CompletableFuture<Void> over = rig.router.stop().toCompletableFuture();
        for (SessionRig.Client client : List.of(polite, silent)) {
            assertEquals(
                    "wamp.close.system_shutdown",
                    client.transport.last(WampMessage.Goodbye.class).reason());
            assertNull(client.transport.closed);
        }
        polite.says(new WampMessage.Publish(1, Dict.EMPTY, "shop.sold", Arguments.NONE));
        assertTrue(rig.broker.published.isEmpty(), "behind a GOODBYE nothing counts but another one");
        polite.says(new WampMessage.Goodbye(Dict.EMPTY, "wamp.close.goodbye_and_out", Arguments.NONE));
        assertEquals(CloseCode.GOING_AWAY, polite.transport.closed);
        assertEquals(2, polite.transport.sent.size(), "a GOODBYE that is an answer is not answered");
        assertEquals(false, over.isDone());
        silent.transport.after(Duration.ofSeconds(1));
        assertEquals(CloseCode.GOING_AWAY, silent.transport.closed);
        assertTrue(over.isDone());
        assertEquals(0, rig.realm.roster().size());
    }

    @Test
    @DisplayName("one that answers at once is closed with what its session ended for")
    void answersAtOnce() {
        SessionRig.Client quick = rig.joined();
        quick.transport.atSending =
                goodbye -> quick.says(new WampMessage.Goodbye(Dict.EMPTY, Reason.GOODBYE_AND_OUT, Arguments.NONE));
        rig.router.stop();
        assertEquals(CloseCode.GOING_AWAY, quick.transport.closed);
    }

    @Test
    @DisplayName("a connection that breaks ends its session")
    void gone() {
        SessionRig.Client client = rig.joined("ann");
        client.peer.gone();
        assertEquals(0, rig.realm.roster().size());
        assertEquals(
                "announce wamp.session.on_leave [" + client.session + ", ann, guest]",
                rig.broker.told.get(rig.broker.told.size() - 1));
    }

    @Test
    @DisplayName("the connection has its caller before its client can know that it is welcome")
    void callerBeforeWelcome() {
        SessionRig.Client client = rig.client();
        List<String> callers = new ArrayList<>();
        client.transport.atSending = message -> callers.add(client.transport.caller.name());
        client.says(
                new WampMessage.Hello("realm1", Dict.of("authid", "ann").with("roles", Map.of("caller", Map.of()))));
        assertEquals(List.of("ann"), callers);
    }
}
