package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may register what, and who looks at it. */
class RegistrationTest {
    private final Desk desk = new Desk();
    private final FakeSession first = new FakeSession("first", "callee.registration_revocation");
    private final FakeSession second = new FakeSession("second");

    @Test
    @DisplayName("a second registration of a procedure that is not shared is refused")
    void twice() throws ProtocolViolation {
        desk.register(first, "shop.price");

        assertEquals(Errors.ALREADY_EXISTS, desk.refused(second, "shop.price", Dict.EMPTY));
        assertEquals(Errors.ALREADY_EXISTS, desk.refused(second, "shop.price", Dict.of("invoke", "roundrobin")));
        assertEquals(Errors.ALREADY_EXISTS, desk.refused(first, "shop.price", Dict.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wamp.x", "wamp", "com..a", "com. a", "com.#", "", "com."})
    @DisplayName("what is no URI, or is the router's, is refused")
    void uris(String uri) throws ProtocolViolation {
        assertEquals(Errors.INVALID_URI, desk.refused(first, uri, Dict.EMPTY));
    }

    @ParameterizedTest
    @CsvSource({"match, regex", "invoke, bogus"})
    @DisplayName("an option with a value that is not known is refused")
    void options(String option, String value) throws ProtocolViolation {
        assertEquals(Errors.OPTION_NOT_ALLOWED, desk.refused(first, "shop.price", Dict.of(option, value)));
    }

    @Test
    @DisplayName("force_reregister takes a registration from those who have it, and tells them")
    void force() throws ProtocolViolation {
        long old = desk.register(first, "shop.price");
        desk.register(second, "shop.price", Dict.of("force_reregister", true));
        desk.call(first, "shop.price", Dict.EMPTY);

        WampMessage.Unregistered revoked = first.last(WampMessage.Unregistered.class);
        assertEquals(0, revoked.request());
        assertEquals(old, revoked.details().members().get("registration"));
        assertEquals(1, second.all(WampMessage.Invocation.class).size());
    }

    @Test
    @DisplayName("a session unregisters what is its own only")
    void unregister() throws ProtocolViolation {
        long id = desk.register(first, "shop.price");
        desk.dealer.unregister(second, new WampMessage.Unregister(7, id));
        assertEquals(Errors.NO_SUCH_REGISTRATION, Desk.error(second));

        desk.dealer.unregister(first, new WampMessage.Unregister(8, id));
        assertEquals(8, first.last(WampMessage.Unregistered.class).request());
        assertNull(desk.ask("wamp.registration.match", "shop.price"));
    }

    @Test
    @DisplayName("registrations of a session that is over are gone before the next call")
    void gone() throws ProtocolViolation {
        desk.register(first, "shop.price");
        desk.dealer.leave(first);
        desk.call(second, "shop.price", Dict.EMPTY);
        assertEquals(Errors.NO_SUCH_PROCEDURE, Desk.error(second));

        assertNotEquals(0, desk.register(second, "shop.price"));
    }

    @Test
    @DisplayName("what becomes of registrations is announced: created before registered, unregistered before deleted")
    void announced() throws ProtocolViolation {
        Dict shared = Dict.of("invoke", "roundrobin");
        long id = desk.register(first, "shop.price", shared);
        desk.register(second, "shop.price", shared);
        desk.dealer.unregister(first, new WampMessage.Unregister(7, id));
        desk.dealer.leave(second);

        assertEquals(
                List.of("on_create", "on_register", "on_register", "on_unregister", "on_unregister", "on_delete"),
                desk.announced);
    }

    @Test
    @DisplayName("registrations are listed, looked up and counted")
    void meta() throws ProtocolViolation {
        long exact = desk.register(first, "shop.price");
        long prefix = desk.register(first, "shop.", Dict.of("match", "prefix"));

        assertEquals(
                Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of()),
                desk.ask("wamp.registration.list"));
        assertEquals(exact, desk.ask("wamp.registration.lookup", "shop.price"));
        assertEquals(prefix, desk.ask("wamp.registration.lookup", "shop.", Map.of("match", "prefix")));
        assertNull(desk.ask("wamp.registration.lookup", "shop."));
        assertEquals(prefix, desk.ask("wamp.registration.match", "shop.stock"));
        assertEquals(List.of(first.id()), desk.ask("wamp.registration.list_callees", exact));
        assertEquals(1L, desk.ask("wamp.registration.count_callees", exact));
        Map<?, ?> details = (Map<?, ?>) desk.ask("wamp.registration.get", exact);
        assertEquals("shop.price", details.get("uri"));
        assertEquals("single", details.get("invoke"));
        assertTrue(details.get("created").toString().endsWith("Z"), details::toString);
    }

    @Test
    @DisplayName("a registration is revoked with a reason")
    void revoked() throws ProtocolViolation {
        long id = desk.register(first, "shop.price");
        desk.call(second, "wamp.registration.remove_callee", Dict.EMPTY, id, first.id(), "shop.closed");

        assertEquals(
                "shop.closed",
                first.last(WampMessage.Unregistered.class).details().members().get("reason"));
        desk.call(second, "shop.price", Dict.EMPTY);
        assertEquals(Errors.NO_SUCH_PROCEDURE, Desk.error(second));
        desk.call(second, "wamp.registration.remove_callee", Dict.EMPTY, id, first.id());
        assertEquals(Errors.NO_SUCH_REGISTRATION, Desk.error(second));
    }

    @ParameterizedTest
    @CsvSource({
        "wamp.registration.get, 4711, wamp.error.no_such_registration",
        "wamp.registration.get, , wamp.error.invalid_argument",
        "wamp.registration.lookup, , wamp.error.invalid_argument"
    })
    @DisplayName("bad arguments are told")
    void badArguments(String procedure, Long argument, String error) throws ProtocolViolation {
        if (argument == null) {
            desk.call(second, procedure, Dict.EMPTY);
        } else {
            desk.call(second, procedure, Dict.EMPTY, argument);
        }
        assertEquals(error, Desk.error(second));
    }
}
