package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.wamp.Grant;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls and answers that are larger than a transport takes. */
class PayloadSizeTest {
    private static final String TOO_LARGE = "wamp.error.payload_size_exceeded";
    private static final String LONG = "x".repeat(1000);

    private final Desk desk = new Desk();
    private final FakeSession caller = new FakeSession("caller");
    private final FakeSession callee = new FakeSession("callee", "callee.call_canceling");

    private void answers(FakeSession from, Dict options, Object value) throws ProtocolViolation {
        long request = from.all(WampMessage.Invocation.class).get(0).request();
        desk.dealer.yield(from, new WampMessage.Yield(request, options, Arguments.of(value)));
    }

    private String error() {
        return caller.last(WampMessage.Failure.class).error();
    }

    @Test
    @DisplayName("a result that the caller's transport does not take is an error for it, once")
    void result() throws ProtocolViolation {
        caller.taking(500);
        desk.register(callee, "a.b");
        desk.call(caller, "a.b", Dict.EMPTY);
        answers(callee, Dict.EMPTY, LONG);
        assertEquals(TOO_LARGE, error());
        answers(callee, Dict.EMPTY, "short");
        assertEquals(1, caller.told().size(), "the call is over");
    }

    @Test
    @DisplayName("a part of a result that is too large ends the call, and its callee is interrupted")
    void partOfResult() throws ProtocolViolation {
        caller.taking(500);
        desk.register(callee, "a.b");
        desk.call(caller, "a.b", Dict.of("receive_progress", true));
        answers(callee, Dict.of("progress", true), LONG);
        assertEquals(TOO_LARGE, error());
        callee.last(WampMessage.Interrupt.class);
    }

    @Test
    @DisplayName("a call that its only callee does not take is an error for the caller")
    void call() throws ProtocolViolation {
        callee.taking(500);
        desk.register(callee, "a.b");
        desk.call(caller, "a.b", Dict.EMPTY, LONG);
        assertEquals(TOO_LARGE, error());
        desk.call(caller, "a.b", Dict.EMPTY, "short");
        assertEquals(1, callee.all(WampMessage.Invocation.class).size());
    }

    @Test
    @DisplayName("a call goes to the callee of a shared registration that takes it")
    void shared() throws ProtocolViolation {
        FakeSession large = new FakeSession("large");
        callee.taking(500);
        desk.register(callee, "a.b", Dict.of("invoke", "first"));
        desk.register(large, "a.b", Dict.of("invoke", "first"));
        desk.call(caller, "a.b", Dict.EMPTY, LONG);
        answers(large, Dict.EMPTY, "done");
        assertEquals(
                "done",
                caller.last(WampMessage.Result.class).arguments().positional().get(0));
    }

    @Test
    @DisplayName("a later part of a call that its callee does not take ends the call")
    void partOfCall() throws ProtocolViolation {
        FakeSession taking =
                new FakeSession("callee", "callee.call_canceling", "callee.progressive_call_invocations").taking(500);
        desk.register(taking, "a.b");
        long request = desk.call(caller, "a.b", Dict.of("progress", true), "short");
        desk.dealer.call(
                caller,
                new WampMessage.Call(request, Dict.of("progress", true), "a.b", Arguments.of(LONG)),
                Grant.PLAIN);
        assertEquals(TOO_LARGE, error());
        taking.last(WampMessage.Interrupt.class);
    }

    @Test
    @DisplayName("what the router itself answers is an error where it is too large")
    void meta() throws ProtocolViolation {
        caller.taking(10);
        desk.dealer.provide("wamp.test", (session, arguments) -> Arguments.of(LONG));
        desk.call(caller, "wamp.test", Dict.EMPTY);
        assertEquals(TOO_LARGE, error());
    }
}
