package io.capstan.channel;

import io.capstan.Caller;
import java.util.Set;

/** Which clients a rule lets do something. */
public sealed interface Permit {

    /** Whoever is connected. */
    Permit EVERYONE = new Anyone(true);

    /** No client; the application may do everything anyway. */
    Permit NOBODY = new Roles(Set.of());

    /** Whoever has authenticated. */
    Permit AUTHENTICATED = new Anyone(false);

    /** Whether this caller may. */
    boolean allows(Caller caller);

    /** Whether all who may by the other one may by this one too. */
    boolean covers(Permit other);

    /**
     * Callers, whatever their roles.
     *
     * @param anonymous also those who have not authenticated
     */
    record Anyone(boolean anonymous) implements Permit {
        @Override
        public boolean allows(Caller caller) {
            return anonymous || !caller.isAnonymous();
        }

        @Override
        public boolean covers(Permit other) {
            return anonymous || !(other instanceof Anyone anyone && anyone.anonymous);
        }

        @Override
        public String toString() {
            return anonymous ? "everyone" : "authenticated";
        }
    }

    /**
     * Callers with one of these roles.
     *
     * @param names the roles; none: nobody
     */
    record Roles(Set<String> names) implements Permit {
        @Override
        public boolean allows(Caller caller) {
            return names.stream().anyMatch(caller::isInRole);
        }

        @Override
        public boolean covers(Permit other) {
            return other instanceof Roles roles && names.containsAll(roles.names);
        }

        @Override
        public String toString() {
            return names.isEmpty() ? "nobody" : "role:" + String.join(",", names);
        }
    }
}
