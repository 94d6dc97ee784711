package io.capstan.wamp.auth;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.wamp.MatchPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is configured for a realm. Of the rules for somebody's roles, those with the most precise pattern decide, and of these
 * one that allows is enough. A pattern has to be covered by such a rule, and may not reach what a more precise one forbids.
 *
 * @param all the most precise pattern first; none: members may do everything
 */
record Rules(List<Rule> all) {

    Rules {
        all = all.stream()
                .sorted(Comparator.comparing(Rule::pattern, UriPattern.PRECISION))
                .toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The rule by which somebody may do this; empty: it may not. */
    Optional<Rule> find(Action action, UriPattern wanted, Predicate<String> role) {
        List<Rule> own = all.stream().filter(rule -> rule.isFor(role)).toList();
        Optional<UriPattern> nearest = own.stream()
                .map(Rule::pattern)
                .filter(pattern -> pattern.covers(wanted))
                .findFirst();
        if (nearest.isEmpty() || reachesForbidden(own, nearest.get(), action, wanted)) {
            return Optional.empty();
        }
        return own.stream()
                .filter(rule -> rule.pattern().equals(nearest.get()))
                .filter(rule -> rule.allowed().contains(action))
                .findFirst();
    }

    /** Whether a rule that is more precise than the one that decides says no to a part of what is wanted. */
    private static boolean reachesForbidden(List<Rule> own, UriPattern nearest, Action action, UriPattern wanted) {
        return wanted.match() != MatchPolicy.EXACT
                && own.stream()
                        .map(Rule::pattern)
                        .takeWhile(pattern -> !pattern.equals(nearest))
                        .filter(pattern -> pattern.meets(wanted))
                        .anyMatch(pattern -> !allows(own, pattern, action));
    }

    private static boolean allows(List<Rule> own, UriPattern pattern, Action action) {
        return own.stream()
                .anyMatch(
                        rule -> rule.pattern().equals(pattern) && rule.allowed().contains(action));
    }
}
