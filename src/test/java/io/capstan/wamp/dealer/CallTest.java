package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WampException;
import io.capstan.wamp.Grant;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, from CALL to the last answer. */
class CallTest {
    private final Desk desk = new Desk();
    private final FakeSession caller = new FakeSession("caller");
    private final FakeSession callee = new FakeSession("callee", "callee.call_canceling");

    @Test
    @DisplayName("a call gets the result, and the arguments arrive as they are")
    void result() throws ProtocolViolation {
        long id = desk.register(callee, "shop.price");
        long request = desk.call(caller, "shop.price", Dict.EMPTY, "tea", 2L);
        WampMessage.Invocation invocation = callee.last(WampMessage.Invocation.class);
        assertEquals(id, invocation.registration());
        assertEquals(1, invocation.request());
        assertEquals(List.of("tea", 2L), invocation.arguments().positional());

        desk.answer(callee, 5L);
        assertEquals(request, caller.last(WampMessage.Result.class).request());
        assertEquals(5L, Desk.result(caller));
    }

    @Test
    @DisplayName("an error of the callee arrives with its arguments")
    void error() throws ProtocolViolation {
        desk.register(callee, "shop.price");
        long request = desk.call(caller, "shop.price", Dict.EMPTY);
        Arguments arguments = Arguments.of(List.of("no tea"), Map.of("left", 0L));
        desk.dealer.fail(callee, new WampMessage.Failure(68, 1, Dict.EMPTY, "shop.sold_out", arguments));

        assertEquals(
                new WampMessage.Failure(48, request, Dict.EMPTY, "shop.sold_out", arguments),
                caller.last(WampMessage.Failure.class));
    }

    @ParameterizedTest
    @CsvSource({"shop.none, wamp.error.no_such_procedure", "shop..none, wamp.error.invalid_uri"})
    @DisplayName("nobody answers for it")
    void unknown(String procedure, String error) throws ProtocolViolation {
        desk.call(caller, procedure, Dict.EMPTY);
        assertEquals(error, Desk.error(caller));
    }

    @Test
    @DisplayName("ids of invocations count from 1 for each callee")
    void ids() throws ProtocolViolation {
        FakeSession other = new FakeSession("other");
        desk.register(callee, "a");
        desk.register(other, "b");
        for (String procedure : List.of("a", "b", "a", "b", "a")) {
            desk.call(caller, procedure, Dict.EMPTY);
        }
        assertEquals(3, callee.last(WampMessage.Invocation.class).request());
        assertEquals(2, other.last(WampMessage.Invocation.class).request());
    }

    @Test
    @DisplayName("the caller is disclosed where it or the callee wants it, and not where that is not allowed")
    void disclosure() throws ProtocolViolation {
        desk.register(callee, "a");
        desk.register(callee, "b", Dict.of("disclose_caller", true));
        desk.call(caller, "a", Dict.EMPTY);
        assertEquals(Dict.EMPTY, callee.last(WampMessage.Invocation.class).details());
        Map<String, Object> who = Map.of("caller", caller.id(), "caller_authid", "caller", "caller_authrole", "user");
        desk.call(caller, "a", Dict.of("disclose_me", true));
        assertEquals(who, callee.last(WampMessage.Invocation.class).details().members());
        desk.call(caller, "b", Dict.EMPTY);
        assertEquals(who, callee.last(WampMessage.Invocation.class).details().members());

        desk.call(caller, "a", Dict.of("disclose_me", true), new Grant(false, false, OptionalLong.empty()));
        assertEquals(Errors.DISCLOSURE_NOT_ALLOWED, Desk.error(caller));
        desk.call(caller, "a", Dict.EMPTY, new Grant(true, true, OptionalLong.of(3)));
        assertEquals(
                3L,
                callee.last(WampMessage.Invocation.class).details().members().get("trustlevel"));
    }

    @Test
    @DisplayName("how a payload is encoded that nobody on the way understands is told to the other side")
    void passthru() throws ProtocolViolation {
        desk.register(callee, "a");
        Dict scheme = Dict.of("ppt_scheme", "x_custom").with("ppt_serializer", "cbor");
        desk.call(caller, "a", scheme.with("unknown", 1L));
        assertEquals(
                scheme.members(),
                callee.last(WampMessage.Invocation.class).details().members());
        desk.answer(callee, scheme, "x");
        assertEquals(
                scheme.members(),
                caller.last(WampMessage.Result.class).details().members());

        Desk strict = Desk.strict();
        strict.register(callee, "a");
        assertThrows(ProtocolViolation.class, () -> strict.call(caller, "a", scheme));
    }

    // cancel

    @ParameterizedTest
    @DisplayName("a call is canceled: skip leaves the callee alone, the others interrupt it; kill waits for its answer")
    @CsvSource({"skip, false, true", "killnowait, true, true", "kill, true, false", ", true, true"})
    void cancel(String mode, boolean interrupted, boolean atOnce) throws ProtocolViolation {
        desk.register(callee, "a");
        long request = desk.call(caller, "a", Dict.EMPTY);
        Dict options = mode == null ? Dict.EMPTY : Dict.of("mode", mode);
        desk.dealer.cancel(caller, new WampMessage.Cancel(request, options));

        assertEquals(
                interrupted ? 1 : 0, callee.all(WampMessage.Interrupt.class).size());
        assertEquals(atOnce ? 1 : 0, caller.told().size());
        desk.refuse(callee, "wamp.error.canceled");
        desk.answer(callee, 1L);
        assertEquals(1, caller.told().size(), "one answer, whatever came late");
        assertEquals(Errors.CANCELED, Desk.error(caller));
    }

    @Test
    @DisplayName("who cannot be interrupted is not, and the call ends at once")
    void cannotBeInterrupted() throws ProtocolViolation {
        FakeSession simple = new FakeSession("simple");
        desk.register(simple, "a");
        long request = desk.call(caller, "a", Dict.EMPTY);
        desk.dealer.cancel(caller, new WampMessage.Cancel(request, Dict.of("mode", "kill")));

        assertEquals(0, simple.all(WampMessage.Interrupt.class).size());
        assertEquals(Errors.CANCELED, Desk.error(caller));
    }

    @Test
    @DisplayName("to cancel what is over, or was never there, does nothing; a mode that is not known is refused")
    void cancelNothing() throws ProtocolViolation {
        desk.dealer.cancel(caller, new WampMessage.Cancel(4711, Dict.EMPTY));
        assertEquals(List.of(), caller.told());
        desk.dealer.cancel(caller, new WampMessage.Cancel(4711, Dict.of("mode", "bogus")));
        assertEquals(Errors.OPTION_NOT_ALLOWED, Desk.error(caller));
    }

    // time

    @Test
    @DisplayName("a call that takes too long ends, and the callee is interrupted; the time counts from part to part")
    void timeout() throws ProtocolViolation {
        desk.register(callee, "a");
        desk.call(caller, "a", Dict.of("timeout", 100L).with("receive_progress", true));
        desk.answer(callee, Dict.of("progress", true), 1L);
        desk.pass(Duration.ofMillis(99));
        assertEquals(1, caller.told().size());
        desk.pass(Duration.ofMillis(100));

        assertEquals(Errors.TIMEOUT, Desk.error(caller));
        assertEquals(
                Errors.TIMEOUT,
                callee.last(WampMessage.Interrupt.class).options().members().get("reason"));
        desk.pass(Duration.ofDays(1));
        assertEquals(2, caller.told().size());
    }

    @Test
    @DisplayName("a callee that wants to looks after the time itself")
    void forwardTimeout() throws ProtocolViolation {
        FakeSession own = new FakeSession("own", "callee.call_timeout");
        desk.register(own, "a", Dict.of("forward_timeout", true));
        desk.call(caller, "a", Dict.of("timeout", 100L));
        desk.pass(Duration.ofDays(1));

        assertEquals(
                100L, own.last(WampMessage.Invocation.class).details().members().get("timeout"));
        assertEquals(List.of(), caller.told());
    }

    @Test
    @DisplayName("a negative time-out is refused")
    void negative() throws ProtocolViolation {
        desk.register(callee, "a");
        desk.call(caller, "a", Dict.of("timeout", -1L));
        assertEquals(Errors.OPTION_NOT_ALLOWED, Desk.error(caller));
    }

    // parts

    @Test
    @DisplayName("results in parts arrive in their order, where they are asked for, and are dropped elsewhere")
    void progress() throws ProtocolViolation {
        desk.register(callee, "a");
        desk.call(caller, "a", Dict.of("receive_progress", true));
        assertEquals(
                true,
                callee.last(WampMessage.Invocation.class).details().members().get("receive_progress"));
        desk.answer(callee, Dict.of("progress", true), 1L);
        desk.answer(callee, Dict.of("progress", true), 2L);
        desk.answer(callee, 3L);
        desk.answer(callee, 4L);
        assertEquals(
                List.of(1L, 2L, 3L),
                caller.all(WampMessage.Result.class).stream()
                        .map(result -> result.arguments().positional().get(0))
                        .toList());

        FakeSession plain = new FakeSession("plain");
        desk.call(plain, "a", Dict.EMPTY);
        desk.answer(callee, Dict.of("progress", true), 1L);
        assertEquals(List.of(), plain.told());
    }

    @Test
    @DisplayName("a call in parts goes to one callee, with one id, and what comes behind its end is dropped")
    void parts() throws ProtocolViolation {
        FakeSession taking = new FakeSession("taking", "callee.progressive_call_invocations");
        desk.register(taking, "upload", Dict.of("invoke", "roundrobin"));
        desk.register(
                new FakeSession("other", "callee.progressive_call_invocations"),
                "upload",
                Dict.of("invoke", "roundrobin"));
        for (int i = 0; i < 3; i++) {
            part(desk, 77, i < 2, "part " + i);
        }
        List<WampMessage.Invocation> invocations = taking.all(WampMessage.Invocation.class);
        assertEquals(
                List.of(1L, 1L, 1L),
                invocations.stream().map(WampMessage.Invocation::request).toList());
        assertEquals(Dict.EMPTY, invocations.get(2).details());
        desk.answer(taking, "done");
        assertEquals("done", Desk.result(caller));

        part(desk, 78, true, "a");
        FakeSession second = taking.all(WampMessage.Invocation.class).size() == 4 ? taking : null;
        assertEquals(null, second, "the next call is the other one's turn");
    }

    @Test
    @DisplayName("parts of a call that has failed are dropped, up to its last one")
    void lateParts() throws ProtocolViolation {
        FakeSession taking = new FakeSession("taking", "callee.progressive_call_invocations");
        desk.register(taking, "upload");
        part(desk, 77, true, "a");
        desk.refuse(taking, "upload.too_much");
        part(desk, 77, true, "b");
        part(desk, 77, false, "c");

        assertEquals(1, taking.all(WampMessage.Invocation.class).size());
        assertEquals(1, caller.told().size());
    }

    private void part(Desk at, long request, boolean more, String text) throws ProtocolViolation {
        Dict options = more ? Dict.of("progress", true) : Dict.EMPTY;
        at.dealer.call(caller, new WampMessage.Call(request, options, "upload", Arguments.of(text)), Grant.PLAIN);
    }

    @Test
    @DisplayName("a callee that takes no calls in parts gets none")
    void partsNotSupported() throws ProtocolViolation {
        desk.register(callee, "upload");
        part(desk, 77, true, "a");
        assertEquals(Errors.NOT_SUPPORTED, Desk.error(caller));
        assertEquals(0, callee.all(WampMessage.Invocation.class).size());
    }

    @Test
    @DisplayName(
            "to the letter, a callee that takes calls in parts and cannot be interrupted gets none; otherwise it does")
    void partsWithoutCanceling() throws ProtocolViolation {
        String[] parts = {"callee.progressive_call_invocations"};
        String[] both = {"callee.progressive_call_invocations", "callee.call_canceling"};
        FakeSession announcing = new FakeSession("announcing", "caller.progressive_call_invocations");
        WampMessage.Call part = new WampMessage.Call(77, Dict.of("progress", true), "upload", Arguments.of("a"));

        desk.register(new FakeSession("lenient", parts), "upload");
        desk.dealer.call(announcing, part, Grant.PLAIN);
        assertEquals(List.of(), announcing.told());

        Desk strict = Desk.strict();
        strict.register(new FakeSession("one", parts), "upload");
        strict.dealer.call(announcing, part, Grant.PLAIN);
        assertEquals(Errors.NOT_SUPPORTED, Desk.error(announcing));

        Desk other = Desk.strict();
        FakeSession taking = new FakeSession("both", both);
        other.register(taking, "upload");
        other.dealer.call(announcing, part, Grant.PLAIN);
        assertEquals(1, taking.all(WampMessage.Invocation.class).size());
    }

    @Test
    @DisplayName("an id that is under way cannot be used again")
    void reused() throws ProtocolViolation {
        desk.register(callee, "upload");
        part(desk, 77, false, "a");
        assertThrows(ProtocolViolation.class, () -> part(desk, 77, false, "b"));
    }

    // the end

    @Test
    @DisplayName("when the callee leaves, its callers are told; when the caller leaves, its callees are interrupted")
    void leave() throws ProtocolViolation {
        desk.register(callee, "a");
        desk.call(caller, "a", Dict.EMPTY);
        desk.dealer.leave(callee);
        assertEquals(Errors.CANCELED, Desk.error(caller));

        FakeSession next = new FakeSession("next", "callee.call_canceling");
        desk.register(next, "a");
        desk.call(caller, "a", Dict.EMPTY);
        int told = caller.told().size();
        desk.dealer.leave(caller);
        assertEquals(1, next.all(WampMessage.Interrupt.class).size());
        desk.answer(next, 1L);
        assertEquals(told, caller.told().size());
        assertEquals(1, desk.dealer.lateAnswers());
    }

    @Test
    @DisplayName("who leaves finds no call of its own any more, even if it is the callee itself")
    void self() throws ProtocolViolation {
        desk.register(caller, "a");
        desk.call(caller, "a", Dict.EMPTY);
        desk.dealer.leave(caller);
        assertEquals(0, desk.dealer.lateAnswers());
    }

    @Test
    @DisplayName(
            "an answer to what was never asked is counted, and ends the session where the letter of the rules holds")
    void unknownInvocation() throws ProtocolViolation {
        WampMessage.Yield yield = new WampMessage.Yield(4711, Dict.EMPTY, Arguments.NONE);
        desk.dealer.yield(callee, yield);
        assertEquals(1, desk.dealer.lateAnswers());
        assertThrows(ProtocolViolation.class, () -> Desk.strict().dealer.yield(callee, yield));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a..b"})
    @DisplayName("an error has a URI")
    void errorUri(String uri) {
        assertThrows(
                ProtocolViolation.class,
                () -> desk.dealer.fail(callee, new WampMessage.Failure(68, 1, Dict.EMPTY, uri, Arguments.NONE)));
    }

    // the realm's own

    @Test
    @DisplayName("procedures of the realm answer at once; what fails in them is not told")
    void provided() throws ProtocolViolation {
        desk.dealer.provide("wamp.test.one", (session, arguments) -> Arguments.of(session.id()));
        desk.dealer.provide("wamp.test.two", (session, arguments) -> {
            throw new IllegalStateException("secret");
        });
        desk.dealer.provide("wamp.test.three", (session, arguments) -> {
            throw new WampException("wamp.error.no_such_session", "There is none.");
        });
        desk.call(caller, "wamp.test.one", Dict.EMPTY);
        assertEquals(caller.id(), Desk.result(caller));
        desk.call(caller, "wamp.test.two", Dict.EMPTY);
        assertTrue(!caller.last(WampMessage.Failure.class).toString().contains("secret"));
        desk.call(caller, "wamp.test.three", Dict.EMPTY);
        assertEquals("wamp.error.no_such_session", Desk.error(caller));
    }

    @Test
    @DisplayName("a session has a bounded number of calls and registrations")
    void bounds() throws ProtocolViolation {
        Desk strict = Desk.strict();
        strict.register(callee, "a");
        for (int i = 0; i < 101; i++) {
            strict.call(caller, "a", Dict.EMPTY);
        }
        assertEquals(Errors.TOO_MANY, Desk.error(caller));
        assertEquals(100, callee.all(WampMessage.Invocation.class).size());
        for (int i = 0; i < 99; i++) {
            strict.register(callee, "b" + i);
        }
        assertEquals(Errors.TOO_MANY, strict.refused(callee, "c", Dict.EMPTY));
    }
}
