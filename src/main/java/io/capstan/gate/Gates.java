package io.capstan.gate;

import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds the gate of an application out of its rules, in the order in which they are asked. */
@ApplicationScoped
public class Gates {
    @Inject
    Admission admission;

    @Inject
    Interceptors interceptors;

    @Inject
    Refusals refusals;

    /**
     * A gate.
     *
     * @param routes what is mounted
     * @param others Jakarta endpoints of the application that are not Capstan's
     * @param faults told of what is wrong with beans that have a part in it
     */
    public Gate gate(
            RouteTable<Target> routes, RouteTable<Class<?>> others, GateOptions options, Consumer<String> faults) {
        List<Rule> rules = new ArrayList<>(ProtocolRules.ALL);
        rules.add(this::admission);
        rules.add(new OriginRule());
        rules.add(new SubprotocolRule());
        rules.add(interceptors.rule(faults));
        return new Gate(routes, others, options, rules, refusals::tell);
    }

    private Optional<Refusal> admission(Candidate candidate) {
        return admission.isOpen()
                ? Optional.empty()
                : Rule.refuse(503, "No new connections now: the server is being stopped.", "Retry-After", "5");
    }
}
