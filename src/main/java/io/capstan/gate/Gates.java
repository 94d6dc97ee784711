package io.capstan.gate;

import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import io.capstan.settings.OnePerApplication;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Builds the gate of an application out of its rules, in the order in which they are asked. */
@OnePerApplication
public class Gates {
    @Inject
    Admission admission;

    @Inject
    Interceptors interceptors;

    @Inject
    Matchers matchers;

    @Inject
    Refusals refusals;

    @Inject
    Tokens tokens;

    @Inject
    Tickets tickets;

    @Inject
    AddressList addresses;

    /** Of those who are connected, by whatever means; set when the gate is built. */
    private Limits limits = new Limits(LimitOptions.NONE, System::nanoTime);

    /**
     * A gate.
     *
     * @param routes what is mounted
     * @param others Jakarta endpoints of the application that are not Capstan's
     * @param faults told of what is wrong with beans that have a part in it
     * @param compression whether new connections can be compressed
     */
    public Gate gate(
            RouteTable<Target> routes,
            RouteTable<Class<?>> others,
            GateOptions options,
            Consumer<String> faults,
            BooleanSupplier compression) {
        DoorOptions door = options.door();
        tickets.begin(options.tickets());
        addresses.begin(door.addresses());
        limits = new Limits(door.limits(), System::nanoTime);
        List<Rule> rules = new ArrayList<>();
        rules.add(new AddressRule(addresses.itself()));
        rules.add(new HeaderSizeRule(door.largestHandshake()));
        rules.addAll(ProtocolRules.ALL);
        rules.add(new HostRule());
        rules.add(new AdmissionRule(admission::isOpen));
        rules.add(new LimitRule(door.limits(), limits, addresses));
        rules.add(new OriginRule());
        rules.add(new SubprotocolRule());
        rules.add(new ToldRule(new TokenRule(tokens, tickets)));
        rules.add(new LoginRule(options.roles()));
        rules.add(new ToldRule(new AccessRule()));
        rules.add(interceptors.rule(faults));
        rules.add(new UserLimitRule(door.limits(), limits)); // when the caller is known
        rules.add(new CompressionRule(compression));
        return new Gate(finder(routes, options, faults), others, options, rules, refusals::tell);
    }

    /** Where the tickets for these routes are given out. Asked for when the gate has been built. */
    public TicketDesk desk(RouteTable<Target> routes, GateOptions options) {
        List<Rule> rules = List.of(
                new AddressRule(addresses),
                new HeaderSizeRule(options.door().largestHandshake()),
                new HostRule(),
                new AdmissionRule(admission::isOpen),
                new OriginRule(),
                new TokenRule(tokens, Tickets.none()), // or a ticket would buy the next one for ever
                new LoginRule(options.roles()));
        return new TicketDesk(finder(routes, options, known -> {}), options, rules, tickets);
    }

    /** Who may send requests to services of Capstan that are no handshakes. Asked for when the gate has been built. */
    public ServiceGate services(GateOptions options) {
        List<Rule> door = List.of(
                new AddressRule(addresses),
                new HeaderSizeRule(options.door().largestHandshake()),
                new HostRule(),
                new AdmissionRule(admission::isOpen));
        Rule token = new TokenRule(tokens, Tickets.none());
        LimitOptions limited = options.door().limits();
        GuestGate guests = new GuestGate(
                options,
                door,
                List.of(token, new LoginRule(options.roles())),
                List.of(new LimitRule(limited, limits, addresses), new UserLimitRule(limited, limits)));
        return new ServiceGate(options, door, token, guests);
    }

    private RouteFinder finder(RouteTable<Target> routes, GateOptions options, Consumer<String> faults) {
        return new RouteFinder(routes, options, matchers.of(routes, faults));
    }
}
