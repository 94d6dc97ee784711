package io.capstan.component;

import io.capstan.Route;
import jakarta.annotation.Priority;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a route leads to, as far as the gate has to know.
 *
 * @param owner the class that carries the route: a component, or a Jakarta endpoint in the card style
 * @param subprotocols what it speaks, best first
 * @param card whether the owner is a Jakarta endpoint that the engine knows by its own path
 * @param conditions what a request has to fulfil beside its path
 * @param priority decides between owners at the same route, the highest one comes first
 * @param silent whether a client need not offer any of the subprotocols
 */
public record Target(
        Class<?> owner, List<String> subprotocols, boolean card, Conditions conditions, int priority, boolean silent) {
    /** Of two at the same route: the one with more conditions, then the one with the higher priority. */
    public static final Comparator<Target> PRECEDENCE = Comparator.comparingInt(
                    (Target target) -> target.conditions().count())
            .thenComparingInt(Target::priority)
            .reversed();

    /** A target whose clients offer one of its subprotocols, if it has some. */
    public Target(Class<?> owner, List<String> subprotocols, boolean card, Conditions conditions, int priority) {
        this(owner, subprotocols, card, conditions, priority, false);
    }

    /** A component of the framework, which understands clients that offer no subprotocol too. */
    public static Target builtIn(Class<?> owner, List<String> subprotocols) {
        return new Target(owner, subprotocols, false, Conditions.NONE, 0, true);
    }

    /** A target without conditions. */
    public Target(Class<?> owner, List<String> subprotocols, boolean card) {
        this(owner, subprotocols, card, Conditions.NONE, priority(owner));
    }

    /** The target of a component. */
    static Target of(Class<?> owner, Route route) {
        return new Target(owner, List.of(route.subprotocols()), false, Conditions.of(route), priority(owner));
    }

    /** This one, which also speaks what a style does; its clients need offer it only if the style wants them to. */
    Target speaking(ComponentStyle.Speech speech) {
        if (speech.subprotocols().isEmpty()) {
            return this;
        }
        List<String> all = Stream.concat(subprotocols.stream(), speech.subprotocols().stream())
                .distinct()
                .toList();
        boolean unnamed = subprotocols.isEmpty() || silent;
        return new Target(owner, all, card, conditions, priority, unnamed && speech.silent());
    }

    private static int priority(Class<?> owner) {
        Priority priority = owner.getAnnotation(Priority.class);
        return priority == null ? 0 : priority.value();
    }
}
