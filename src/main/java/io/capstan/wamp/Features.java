package io.capstan.wamp;

import java.util.Set;

/**
 * What a client says it can do: its roles, and their features in the form {@code caller.progressive_call_results}.
 *
 * @param roles of publisher, subscriber, caller, callee
 * @param names the features, behind the role and a dot
 */
public record Features(Set<String> roles, Set<String> names) {

    /** Whether it has announced a feature: {@code callee.call_canceling}. */
    public boolean has(String name) {
        return names.contains(name);
    }
}
