package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.Grant;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations with several callees. */
class SharedRegistrationTest {
    private final Desk desk = new Desk();
    private final FakeSession caller = new FakeSession("caller");
    private final List<FakeSession> callees = new ArrayList<>();

    private void share(String invoke, int count, Dict options) throws ProtocolViolation {
        for (int i = 0; i < count; i++) {
            FakeSession callee = new FakeSession("callee" + i);
            callees.add(callee);
            desk.register(callee, "a", options.with("invoke", invoke));
        }
    }

    private List<Integer> invocations() {
        return callees.stream()
                .map(callee -> callee.all(WampMessage.Invocation.class).size())
                .toList();
    }

    @ParameterizedTest
    @DisplayName("calls are distributed by the policy")
    @CsvSource({"roundrobin, 2;2;2", "first, 6;0;0", "last, 0;0;6", "leastbusy, 2;2;2"})
    void policy(String invoke, String expected) throws ProtocolViolation {
        share(invoke, 3, Dict.EMPTY);
        for (int i = 0; i < 6; i++) {
            desk.call(caller, "a", Dict.EMPTY);
        }
        assertEquals(
                expected,
                String.join(";", invocations().stream().map(String::valueOf).toList()));
    }

    @Test
    @DisplayName("random reaches everybody")
    void random() throws ProtocolViolation {
        share("random", 3, Dict.EMPTY);
        for (int i = 0; i < 300; i++) {
            desk.call(caller, "a", Dict.EMPTY);
        }
        assertTrue(invocations().stream().allMatch(count -> count > 30), () -> invocations()
                .toString());
    }

    @Test
    @DisplayName("who has answered is less busy than who has not")
    void leastBusy() throws ProtocolViolation {
        share("leastbusy", 2, Dict.EMPTY);
        desk.call(caller, "a", Dict.EMPTY);
        desk.call(caller, "a", Dict.EMPTY);
        for (int i = 0; i < 5; i++) {
            desk.answer(callees.get(1), 1L);
            desk.call(caller, "a", Dict.EMPTY);
        }
        assertEquals(List.of(1, 6), invocations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"roundrobin", "first", "last", "random", "leastbusy"})
    @DisplayName("nobody gets more at the same time than it takes; more than all take is refused")
    void concurrency(String invoke) throws ProtocolViolation {
        share(invoke, 2, Dict.of("concurrency", 2L));
        for (int i = 0; i < 5; i++) {
            desk.call(caller, "a", Dict.EMPTY);
        }
        assertEquals(List.of(2, 2), invocations());
        assertEquals(Errors.BUSY, Desk.error(caller));
        desk.answer(callees.get(0), 1L);
        desk.call(caller, "a", Dict.EMPTY);
        assertEquals(List.of(3, 2), invocations());
    }

    @Test
    @DisplayName("who is not available is passed over, until nobody is left")
    void reroute() throws ProtocolViolation {
        share("roundrobin", 3, Dict.EMPTY);
        desk.call(caller, "a", Dict.EMPTY, "x");
        desk.refuse(callees.get(0), Errors.UNAVAILABLE);
        desk.refuse(callees.get(1), Errors.UNAVAILABLE);
        assertEquals(
                List.of("x"),
                callees.get(2).last(WampMessage.Invocation.class).arguments().positional());
        assertEquals(List.of(), caller.told());
        desk.refuse(callees.get(2), Errors.UNAVAILABLE);
        assertEquals(Errors.NO_AVAILABLE_CALLEE, Desk.error(caller));
        desk.answer(callees.get(0), 1L);
        assertEquals(1, caller.told().size());
    }

    @Test
    @DisplayName("the registration lives until the last of those who share it has left")
    void lastOne() throws ProtocolViolation {
        share("roundrobin", 2, Dict.EMPTY);
        desk.dealer.leave(callees.get(0));
        desk.call(caller, "a", Dict.EMPTY);
        assertEquals(List.of(0, 1), invocations());
        desk.dealer.leave(callees.get(1));
        desk.call(caller, "a", Dict.EMPTY);
        assertEquals(Errors.NO_SUCH_PROCEDURE, Desk.error(caller));
    }

    @Test
    @DisplayName("each call gets one answer, while callees answer, come and leave and callers cancel")
    void storm() throws Exception {
        int callers = 4;
        int calls = 5_000;
        List<FakeSession> all =
                Stream.generate(() -> new FakeSession("caller")).limit(callers).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        FakeSession steady = new FakeSession("steady");
        answerAll(steady);
        desk.register(steady, "a", Dict.of("invoke", "roundrobin"));
        for (int i = 0; i < 4; i++) {
            running.add(threads.submit(() -> {
                for (int round = 0; round < 2_000; round++) {
                    FakeSession callee = new FakeSession("callee", "callee.call_canceling");
                    answerAll(callee);
                    desk.register(callee, "a", Dict.of("invoke", "roundrobin"));
                    desk.dealer.leave(callee);
                }
                return null;
            }));
        }
        for (FakeSession mine : all) {
            running.add(threads.submit(() -> {
                for (long request = 1; request <= calls; request++) {
                    desk.dealer.call(mine, new WampMessage.Call(request, Dict.EMPTY, "a", Arguments.NONE), Grant.PLAIN);
                    if (request % 7 == 0) {
                        desk.dealer.cancel(mine, new WampMessage.Cancel(request, Dict.EMPTY));
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        desk.dealer.leave(steady);
        all.forEach(mine -> assertEquals(calls, mine.told().size()));
        assertTrue(
                all.stream()
                        .anyMatch(mine -> !mine.all(WampMessage.Result.class).isEmpty()),
                "some calls found a callee");
        assertEquals(List.of(), ((List<?>) ((Map<?, ?>) desk.ask("wamp.registration.list")).get("exact")));
    }

    /** Answers each invocation as soon as it is told. */
    private void answerAll(FakeSession callee) {
        callee.whenTold(message -> {
            if (message instanceof WampMessage.Invocation invocation) {
                try {
                    desk.dealer.yield(callee, new WampMessage.Yield(invocation.request(), Dict.EMPTY, Arguments.NONE));
                } catch (ProtocolViolation e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }
}
