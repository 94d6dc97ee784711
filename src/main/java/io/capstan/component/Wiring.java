package io.capstan.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the routes of an application together and collects what is wrong with them. Used by one thread, at start. */
public final class Wiring {
    /** RFC 9110 §5.6.2: what a subprotocol's name is made of. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private final RouteTable<Target> table = new RouteTable<>();
    private final List<Mounted> mounted = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A route in use. */
    public record Mounted(RouteTemplate route, Target target) {}

    /** Mounts a target at a route. A fault is kept, not thrown. */
    public void mount(String route, Target target) {
        String owner = target.owner().getName();
        RouteTemplate template;
        try {
            template = RouteTemplate.parse(route);
        } catch (IllegalArgumentException e) {
            fault(owner + ": the route '" + route + "' cannot be used: " + e.getMessage() + ".");
            return;
        }
        for (String subprotocol : target.subprotocols()) {
            if (!subprotocol.matches(TOKEN)) {
                fault(owner + ": the subprotocol '" + subprotocol
                        + "' cannot be used: a name has letters, digits and !#$%&'*+.^_`|~- only, and no space.");
            }
        }
        Optional<RouteTable.Mount<Target>> other = table.add(template, target);
        if (other.isPresent()) {
            fault("The route '" + route + "' of " + owner + " and the route '"
                    + other.get().route() + "' of "
                    + other.get().target().owner().getName()
                    + " fit the same paths: give one of them another route.");
        } else {
            mounted.add(new Mounted(template, target));
        }
    }

    /** Keeps a fault: a sentence that names class, member or key. */
    public void fault(String sentence) {
        faults.add(sentence);
    }

    /** The routes without a fault, in their order. */
    public List<Mounted> mounted() {
        return List.copyOf(mounted);
    }

    /** What is wrong. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The routes, to be looked up. */
    public RouteTable<Target> table() {
        return table;
    }
}
