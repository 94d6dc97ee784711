package io.capstan.component;

import io.capstan.RequestMatcher;
import io.capstan.Route;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request has to fulfil for a route to be there at all, beside its path.
 *
 * @param hosts by which the client may ask, in lower case; none: by any
 * @param matcher the bean that decides
 */
public record Conditions(List<String> hosts, Optional<Class<? extends RequestMatcher>> matcher) {
    /** No conditions. */
    public static final Conditions NONE = new Conditions(List.of(), Optional.empty());

    static Conditions of(Route route) {
        Class<? extends RequestMatcher> matcher = route.matcher();
        return new Conditions(
                Arrays.stream(route.hosts())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList(),
                matcher == RequestMatcher.class ? Optional.empty() : Optional.of(matcher));
    }

    /** How many kinds there are: the more, the more precise. */
    int count() {
        return (hosts.isEmpty() ? 0 : 1) + (matcher.isPresent() ? 1 : 0);
    }

    /** Whether no request fulfils both. Of two matchers that is not known. */
    boolean exclude(Conditions other) {
        return !hosts.isEmpty() && !other.hosts.isEmpty() && Collections.disjoint(hosts, other.hosts);
    }
}
