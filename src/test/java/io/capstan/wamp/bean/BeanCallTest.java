package io.capstan.wamp.bean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeanCallTest {
    private final List<String> events = new ArrayList<>();

    private final BeanCall call =
            new BeanCall(new WampMessage.Invocation(1, 2, Dict.EMPTY, Arguments.NONE), "a.procedure", new Nobody());

    private static final class Nobody extends Session {
        Nobody() {
            super(
                    1,
                    new Identity("realm1", "joe", "user", "ticket", "static", Dict.EMPTY, Caller.of("joe")),
                    new Features(Set.of(), Set.of()));
        }

        @Override
        public void send(WampMessage message) {
            throw new AssertionError(message);
        }

        @Override
        public void end(WampMessage last) {
            throw new AssertionError(last);
        }
    }

    @Test
    @DisplayName("what was canceled before it began does not run, and says so: its caller may still wait for an answer")
    void canceledBefore() {
        call.cancel();

        assertFalse(call.run(() -> events.add("ran")));
        assertEquals(List.of(), events);
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("what is canceled while it runs is interrupted, and its thread is not afterwards")
    void canceledMeanwhile() {
        assertTrue(call.run(() -> {
            call.cancel();
            events.add("interrupted " + Thread.currentThread().isInterrupted());
        }));

        assertEquals(List.of("interrupted true"), events);
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("what goes on elsewhere is stopped once, whether it is canceled before or after")
    void stopped() {
        call.stoppedBy(() -> events.add("stopped"));
        call.cancel();
        assertEquals(List.of("stopped"), events);

        call.stoppedBy(() -> events.add("stopped at once"));
        assertEquals(List.of("stopped", "stopped at once"), events);
    }
}
