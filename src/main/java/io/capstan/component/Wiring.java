package io.capstan.component;

import io.capstan.component.RouteTable.Mount;
import io.capstan.component.RouteTable.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts the routes of an application together and collects what is wrong with them. Used by one thread, at start. */
public final class Wiring {
    /** RFC 9110 §5.6.2: what a subprotocol's name is made of. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private final RoutingOptions options;
    private final RouteTable<Target> table = new RouteTable<>(Target.PRECEDENCE);
    private final List<Mounted> mounted = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    /** The owners of routes that were left out, since another one was chosen. */
    private final Set<String> others = new TreeSet<>();

    /** A route in use. */
    public record Mounted(RouteTemplate route, Target target) {}

    /** Routes as they are written, all of them. */
    public Wiring() {
        this(RoutingOptions.NONE);
    }

    /** Routes as these options want to have them. */
    public Wiring(RoutingOptions options) {
        this.options = options;
    }

    /** Mounts a target at a route, below the prefix unless it is a Jakarta endpoint. A fault is kept, not thrown. */
    public void mount(String route, Target target) {
        String owner = target.owner().getName();
        RouteTemplate template;
        try {
            RouteTemplate written = RouteTemplate.parse(route);
            template = target.card() ? written : written.below(options.prefix());
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
        if (!options.takes(target.owner())) {
            others.add(owner);
            return;
        }
        Mounted added = new Mounted(template, target);
        List<String> clashes = table.add(template, target).stream()
                .filter(rival -> !rival.mount().target().conditions().exclude(target.conditions()))
                .map(rival -> clash(added, rival))
                .toList();
        faults.addAll(clashes);
        if (clashes.isEmpty()) {
            mounted.add(added);
        }
    }

    private static String clash(Mounted added, Rival<Target> rival) {
        Mount<Target> other = rival.mount();
        String both =
                "The route '" + added.route() + "' of " + added.target().owner().getName() + " and the route '"
                        + other.route() + "' of " + other.target().owner().getName();
        return rival.samePaths()
                ? both + " fit the same paths: give one of them another route, other hosts, or a higher @Priority."
                : both + " fit some of the same paths, and neither is more precise: change one of the patterns.";
    }

    /** Nothing more is mounted: what was chosen has to be there by now. */
    public void complete() {
        options.component()
                .filter(name -> mounted.isEmpty() && faults.isEmpty())
                .ifPresent(name -> {
                    String allowed = others.isEmpty() ? "none, since there is no component" : String.join(", ", others);
                    fault("The setting capstan.component is '" + name + "'; allowed is the full name of a component: "
                            + allowed + ".");
                });
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
