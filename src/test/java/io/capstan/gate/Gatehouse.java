package io.capstan.gate;

import io.capstan.HandshakeInterceptor;
import io.capstan.RefusedHandshake;
import io.capstan.RequestMatcher;
import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All that a gate is built of, without a container. */
final class Gatehouse {
    final Admission admission = new Admission();
    final List<RefusedHandshake> refused = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    final List<HandshakeInterceptor> asked = new ArrayList<>();

    final Map<Class<?>, RequestMatcher> matchers = new HashMap<>();

    Tokens tokens = new Tokens();
    Tickets tickets = new Tickets();
    private AddressList addresses = new AddressList();

    private final Refusals refusals = new Refusals(null) {
        @Override
        void tell(RefusedHandshake event) {
            refused.add(event);
        }
    };
    private final Interceptors interceptors = new Interceptors() {
        @Override
        Rule rule(Consumer<String> told) {
            return new InterceptorRule(asked.stream()
                    .map(interceptor -> new InterceptorRule.Interception(interceptor, Optional.empty()))
                    .toList());
        }
    };

    private final Matchers found = new Matchers() {
        @Override
        Map<Class<?>, RequestMatcher> of(RouteTable<Target> routes, Consumer<String> told) {
            return matchers;
        }
    };

    Gatehouse with(AddressList known) {
        addresses = known;
        return this;
    }

    TicketDesk desk(RouteTable<Target> routes, GateOptions options) {
        Gates gates = gates();
        gates.gate(routes, new RouteTable<>(), options, faults::add, () -> true);
        return gates.desk(routes, options);
    }

    Gate gate(RouteTable<Target> routes, RouteTable<Class<?>> others, GateOptions options) {
        return gates().gate(routes, others, options, faults::add, () -> true);
    }

    private Gates gates() {
        Gates gates = new Gates();
        gates.admission = admission;
        gates.interceptors = interceptors;
        gates.refusals = refusals;
        gates.matchers = found;
        gates.tokens = tokens;
        gates.tickets = tickets;
        gates.addresses = addresses;
        return gates;
    }
}
