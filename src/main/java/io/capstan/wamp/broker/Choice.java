package io.capstan.wamp.broker;

import java.util.Optional;
import java.util.Set;

/**
 * Who is chosen by one property.
 *
 * @param excluded those with one of these values are not
 * @param eligible those without one of these values are not, where there is such a list, be it empty
 */
record Choice<T>(Set<T> excluded, Optional<Set<T>> eligible) {
    private static final Choice<?> ALL = new Choice<>(Set.of(), Optional.empty());

    @SuppressWarnings("unchecked") // it has no values
    static <T> Choice<T> all() {
        return (Choice<T>) ALL;
    }

    boolean admits(T value) {
        return !excluded.contains(value)
                && (eligible.isEmpty() || eligible.get().contains(value));
    }

    /** Whether somebody of whom this is not known may be meant. */
    boolean admitsStrangers() {
        return eligible.isEmpty();
    }

    boolean isAll() {
        return excluded.isEmpty() && eligible.isEmpty();
    }
}
