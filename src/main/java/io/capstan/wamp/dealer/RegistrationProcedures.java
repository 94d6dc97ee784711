package io.capstan.wamp.dealer;

import io.capstan.WampException;
import io.capstan.wamp.Dealer;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The procedures by which sessions look at registrations, and take them away. */
final class RegistrationProcedures {
    private final Registry registry;
    private final LongFunction<@Nullable Party> parties;

    RegistrationProcedures(Registry registry, LongFunction<@Nullable Party> parties) {
        this.registry = registry;
        this.parties = parties;
    }

    void provideTo(Dealer dealer) {
        dealer.provide(
                "wamp.registration.list",
                (caller, arguments) -> Arguments.of(registry.ids().members()));
        dealer.provide("wamp.registration.lookup", (caller, arguments) -> lookup(arguments));
        dealer.provide("wamp.registration.match", (caller, arguments) -> id(registry.best(text(arguments, 0))));
        dealer.provide("wamp.registration.get", (caller, arguments) -> Arguments.of(details(registration(arguments))));
        dealer.provide("wamp.registration.list_callees", (caller, arguments) -> callees(registration(arguments)));
        dealer.provide(
                "wamp.registration.count_callees",
                (caller, arguments) ->
                        Arguments.of((long) registration(arguments).size()));
        dealer.provide("wamp.registration.remove_callee", (caller, arguments) -> remove(arguments));
    }

    private Arguments lookup(Arguments arguments) {
        List<@Nullable Object> positional = arguments.positional();
        Object options = positional.size() > 1 ? positional.get(1) : Map.of();
        Object name = options instanceof Map<?, ?> dict ? dict.get("match") : options;
        MatchPolicy match = name == null
                ? MatchPolicy.EXACT
                : MatchPolicy.named(name.toString())
                        .orElseThrow(() -> invalid("match is one of exact, prefix and wildcard"));
        return id(registry.get(text(arguments, 0), match));
    }

    private static Arguments id(@Nullable Registration registration) {
        List<@Nullable Object> found = new ArrayList<>();
        found.add(registration == null ? null : registration.id());
        return Arguments.of(found, Map.of());
    }

    static Map<String, Object> details(Registration registration) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", registration.id());
        details.put("created", Registry.time(registration));
        details.put("uri", registration.uri());
        details.put("match", registration.match().text());
        details.put("invoke", registration.invoke().text());
        return details;
    }

    private static Arguments callees(Registration registration) {
        List<Long> ids = registration.sessions().stream().map(Session::id).toList();
        return Arguments.of(List.of(ids), Map.of());
    }

    private Arguments remove(Arguments arguments) {
        Registration registration = registration(arguments);
        Party party = parties.apply(number(arguments, 1));
        Object reason = arguments.named().get("reason");
        if (reason == null && arguments.positional().size() > 2) {
            reason = arguments.positional().get(2);
        }
        String why = Objects.requireNonNullElse(reason, "wamp.close.normal").toString();
        if (!Uris.isExact(why, Uris.Check.LOOSE)) {
            throw new WampException(Errors.INVALID_URI, "A reason is a URI.");
        }
        if (party == null || !registry.revoke(party, registration, why)) {
            throw new WampException(Errors.NO_SUCH_SESSION, "This session does not answer for the registration.");
        }
        return Arguments.NONE;
    }

    private Registration registration(Arguments arguments) {
        long id = number(arguments, 0);
        Registration registration = registry.get(id);
        if (registration == null) {
            throw new WampException(Errors.NO_SUCH_REGISTRATION, "There is no registration " + id + ".");
        }
        return registration;
    }

    private static long number(Arguments arguments, int position) {
        return argument(arguments, position) instanceof Long number ? number : fail("an id", position);
    }

    private static String text(Arguments arguments, int position) {
        return argument(arguments, position) instanceof String text ? text : fail("a URI", position);
    }

    private static @Nullable Object argument(Arguments arguments, int position) {
        List<@Nullable Object> positional = arguments.positional();
        return position < positional.size() ? positional.get(position) : null;
    }

    private static <T> T fail(String what, int position) {
        throw invalid("the argument " + position + " has to be " + what);
    }

    private static WampException invalid(String what) {
        return new WampException(Errors.INVALID_ARGUMENT, "This does not fit: " + what + ".");
    }
}
